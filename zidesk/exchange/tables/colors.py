"""Names of the colours behind cells, as a person calls them."""

import colorsys

_THEME = {
    2: "abu-abu",
    3: "biru tua",
    4: "biru",
    5: "jingga",
    6: "abu-abu",
    7: "kuning",
    8: "biru",
    9: "hijau",
}
_INDEXED = {
    2: "merah",
    10: "merah",
    3: "hijau",
    11: "hijau",
    4: "biru",
    12: "biru",
    5: "kuning",
    13: "kuning",
}
_HUES = (
    (15, "merah"),
    (45, "jingga"),
    (70, "kuning"),
    (170, "hijau"),
    (260, "biru"),
    (330, "ungu"),
    (361, "merah"),
)
_GREY, _FULL = 0.12, 360


def color_name(fill: str) -> str:
    """Return what a person calls a fill (``Cell.fill``): "hijau"; "berwarna" where that cannot be told."""
    kind, _, rest = fill.partition(":")
    value = rest.partition(":")[0]
    if kind == "theme" and value.isdecimal():
        return _THEME.get(int(value), "berwarna")
    if kind == "indexed" and value.isdecimal():
        return _INDEXED.get(int(value), "berwarna")
    try:
        red, green, blue = (int(value[-6:][start : start + 2], 16) / 255 for start in (0, 2, 4))
    except ValueError:
        return "berwarna"
    hue, saturation, lightness = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < _GREY:
        return "hitam" if lightness < _GREY else "abu-abu"
    return next(name for limit, name in _HUES if hue * _FULL < limit)
