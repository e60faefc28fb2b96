"""Files that hold no table we read: known by their content and refused by name."""

import re

from directory.importing.reading.sheet import UnreadableFile

SAVE_AS = "엑셀(xlsx)이나 ‘CSV UTF-8’로 저장한 파일을 올려 주십시오."
SIGNATURES = {
    b"%PDF": "PDF 문서",
    b"\x89PNG": "그림(PNG)",
    b"\xff\xd8\xff": "그림(JPEG)",
    b"GIF8": "그림(GIF)",
    b"II*\0": "그림(TIFF)",
    b"MM\0*": "그림(TIFF)",
    b"RIFF": "그림이나 영상(RIFF)",
    b"Rar!": "압축 파일(RAR)",
    b"7z\xbc\xaf": "압축 파일(7z)",
    b"\x1f\x8b": "압축 파일(gzip)",
    b"EGGA": "압축 파일(EGG)",
    b"ALZ\x01": "압축 파일(ALZ)",
    b"{\\rtf": "서식 있는 글(RTF)",
    b"HWP Document File": "한글(hwp) 문서",
    b"SQLite format 3": "데이터베이스(SQLite)",
    b"PAR1": "Parquet 파일",
    b"\0\0\x27\x0a": "공간 자료(shp)",
}
LOCKED = "비밀번호가 걸린 엑셀 파일입니다. 암호를 풀고 저장한 파일을 올려 주십시오."
# In an OLE2 compound file, the names of streams are UTF-16.
COMPOUND = {
    "EncryptedPackage": LOCKED,
    "HwpSummaryInformation": f"한글(hwp) 문서입니다. {SAVE_AS}",
    "WordDocument": f"워드(doc) 문서입니다. {SAVE_AS}",
    "PowerPoint Document": f"파워포인트(ppt) 문서입니다. {SAVE_AS}",
}
# In a zip, by the names of its parts or by what its part “mimetype” says.
PARTS = {
    "xl/workbook.bin": "엑셀 바이너리(xlsb)",
    "word/": "워드(docx) 문서",
    "ppt/": "파워포인트(pptx) 문서",
}
MIMETYPES = {
    "hwp+zip": "한글(hwpx) 문서",
    "opendocument.spreadsheet": "오픈도큐먼트(ods) 문서",
    "opendocument": "오픈도큐먼트 문서",
}


def refuse_by_signature(content):
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableFile(f"{name}입니다. {SAVE_AS}")


def refuse_compound(content, error):
    """A compound file in which no workbook could be read."""
    if "encrypted" in str(error).lower():
        raise UnreadableFile(LOCKED) from error
    for stream, reason in COMPOUND.items():
        if stream.encode("utf-16-le") in content:
            raise UnreadableFile(reason) from error


def refuse_archive(archive):
    """A zip (opened) that is no xlsx."""
    names = archive.namelist()
    for part, name in PARTS.items():
        if any(entry.startswith(part) for entry in names):
            raise UnreadableFile(f"{name}입니다. {SAVE_AS}")
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        mimetype = archive.read("mimetype").decode("ascii", "replace")
        for word, name in MIMETYPES.items():
            if word in mimetype:
                raise UnreadableFile(f"{name}입니다. {SAVE_AS}")
    if not any(re.match(r"/?xl/", entry, re.IGNORECASE) for entry in names):
        raise UnreadableFile("압축 파일(zip)입니다. 압축을 풀고 안에 든 표를 올려 주십시오.")
