"""Small real files to download: a PDF whose words can be read aloud, a table, a plain text."""

import csv
from io import StringIO

LINES_ON_A_PAGE = 30


def text_file(title, lines):
    return "\r\n".join([title, "", *lines, ""]).encode("utf-8-sig")


def table_file(rows):
    file = StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def pdf_file(title, lines):
    """One A4 page in the Korean font that every reader brings along, tagged with its language and title."""
    words = [_line(title, 18, 780)]
    words += [
        _line(line, 11, 740 - 20 * number) for number, line in enumerate(lines[:LINES_ON_A_PAGE]) if line
    ]
    content = b"\n".join(words)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (ko-KR) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /HYGoThic-Medium /Encoding /UniKS-UTF16-H"
        b" /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYGoThic-Medium /DW 1000 /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> /W [1 95 500] >>",
        b"<< /Type /FontDescriptor /FontName /HYGoThic-Medium /Flags 4 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
        b"<< /Title <FEFF%s> >>" % title.encode("utf-16-be").hex().upper().encode(),
    ]
    return _assembled(objects)


def _line(text, size, height):
    letters = text.encode("utf-16-be").hex().upper().encode()
    return b"BT /F1 %d Tf 60 %d Td <%s> Tj ET" % (size, height, letters)


def _assembled(objects):
    """The objects numbered from 1, the table of where each begins, and the trailer; the last is the Info."""
    file, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % start)
