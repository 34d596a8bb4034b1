"""The operation on how an office wants its documents."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from zidesk.db.history.outcome import Outcome
from zidesk.db.store import Store
from zidesk.db.tables import table
from zidesk.domain.errors import NotFoundError
from zidesk.domain.plan.validation import MAX_NAME, check_text

_setting, _unit = table("setting"), table("unit")


def set_settings(store: Store, unit_id: str, values: Mapping[str, str]) -> Outcome:
    """Keep these settings of a unit by name; an empty value is not kept, the others stay as they are.

    Raises InvalidInputError, NotFoundError.
    """
    checked = {
        check_text(name, "Nama setelan", limit=MAX_NAME, required=True): check_text(value, "Setelan")
        for name, value in values.items()
    }
    with store.operation("Ubah setelan naskah") as operation:
        connection = operation.connection
        if connection.execute(select(_unit.c.id).where(_unit.c.id == unit_id)).one_or_none() is None:
            raise NotFoundError("Satuan kerja itu tidak ada lagi dalam berkas; pilihlah yang lain.")
        rows = select(_setting.c.name, _setting.c.value).where(_setting.c.unit_id == unit_id)
        kept = {row.name: row.value for row in connection.execute(rows)}
        for name, value in checked.items():
            if kept.get(name, "") == value:
                continue
            connection.execute(delete(_setting).where(_setting.c.unit_id == unit_id, _setting.c.name == name))
            if value:
                connection.execute(insert(_setting), {"unit_id": unit_id, "name": name, "value": value})
    return operation.outcome
