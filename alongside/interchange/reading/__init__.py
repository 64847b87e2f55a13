"""Opening a spreadsheet, whatever wrote it, as a stream of rows.

``tables_in(file)`` gives one :class:`Table` per sheet. Rows are read again from the file each time
they are asked for, so memory stays flat however long the file is.
"""

from alongside.interchange.reading.opening import tables_in, tables_of
from alongside.interchange.reading.table import Row, Table

__all__ = ["Row", "Table", "tables_in", "tables_of"]
