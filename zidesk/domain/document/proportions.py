"""How the parts of a document stand to each other, for PDF and word processors alike."""

LEADING = 1.2
"""The distance between lines, in sizes of their type."""

CORNER_WIDTH = 30.0
"""Width of the block in the corner, in sizes of its type."""

TITLE_SHARE = 0.8
"""The share of the page's width that the title's lines may take."""

LABEL_WIDTH = 2.0
"""How far a list's text hangs behind its label, in sizes of its type; a longer label gets more."""

LABEL_GAP = 0.5
COLON_WIDTH = 1.0
GREATEST_CLAUSE_LABEL = 1 / 3
"""The share of the page's width up to which the labels of clauses get the room they ask for."""

GREATEST_INDENT = 0.5
"""The share of the page's width that levels of a list may take from its text."""

BLOCK_GAP = 0.5
ITEM_GAP = 0.25
"""The space above a block and above an item, in lines."""

TABLE_GAP = 6.0
"""The space between prose and a table under it, in points."""

WIDEST_SIGNATURE_LINE = "SEKRETARIAT KOMISI PEMILIHAN UMUM"
"""What a signature's column holds on one line where two columns fit the page."""

SIGNATURE_LINES = 4
"""So many lines are left for the signature itself."""

FOOTER_SIZE = 9
FOOTER_LINES = 2

TITLE_GREY = 0.85
BAND_GREY = 0.94
"""How light the ground of a table's titles and bands is: 0 black, 1 white."""

RULE_WIDTH = 0.5
PADDING_X = 3.0
PADDING_Y = 2.0
"""The space between a table's lines and the text in its cells, in points."""
