"""How a plan's JSON names itself: the format of the bundled examples.

Written: the examples' keys in the examples' shapes, and further keys for what they lack (``id``, ``status``,
``title``, ``person_in_charge``, ``realization``, ``evidence_files``, ``remarks``) and the decree only where
there is something to say; ``fields`` lists what the file tells of (``told_fields``). Read: what breaks the
structure refuses the file in one sentence; a detail that cannot be right becomes a listed problem with the
reading taken.
"""

FORMAT = "zidesk-plan"
VERSION = 1
