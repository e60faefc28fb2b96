"""One row of a list of benefits, read. What a row leaves out is unknown, not empty: the list and the detail of
one service come in different files and add to each other. Whose help it is must be sure, or the row is refused.
"""

import hashlib
import re

from django.utils import timezone

from directory.importing import bokjiro
from directory.importing.benefit_terms import TermNames
from directory.importing.cleaning import dates, fold_name, text, website
from directory.importing.cleaning.regions import sido_of, sigungu_of_line
from directory.importing.headers import header_key
from directory.importing.plan import GUARDED_SHARE
from directory.importing.target import Elsewhere, Item, Problem, Reader, RowError
from directory.models import SourceRecord, Term
from directory.models.benefit import OLD_YEARS
from directory.models.importing import Severity
from directory.models.source import Origin
from directory.models.term import Axis

# City and district come in one list of local governments.
LOCAL = "local"
SIDO, SIGUNGU = "서울특별시", Origin.DISTRICT.label
PART = Problem(
    "",
    "",
    "part",
    "물어본 것만 든 답으로 보입니다. 이 파일에 없는 서비스를 ‘목록에서 사라짐’으로 표시하지 않았습니다.",
    Severity.CHANGE,
)
LONG = ("who", "criteria", "support", "how_to_apply", "contact", "documents", "laws")
LONGEST_TEXT = 10_000
YES, NO = {"y", "yes", "true", "1", "예", "가능"}, {"n", "no", "false", "0", "아니오", "불가", "불가능"}
# 복지로's own mark in the address of a service: 01 is the state's, 02 a local government's.
KIND_IN_URL = re.compile(r"wlfareInfoReldBztpCd=0([12])")


class BenefitReader(Reader):
    """Each column's cell becomes a value where it says something."""

    def __init__(self, source, columns, day):
        super().__init__(source, columns, day)
        self.names = TermNames(Term.objects.values_list("axis", "code", "label"))

    def said(self, row, field):
        return self.columns.raw(row, field)

    def problem(self, row, field, code, message, severity=Severity.WORRY):
        raw = self.said(row, field)[:200]
        return Problem(self.columns.header(field), raw, code, message, severity)

    # Whose help it is -------------------------------------------------------------------------

    def place(self, row):
        """(시도, 시군구, office): the row's own columns, and what its office's name tells where they do not."""
        office = bokjiro.office(self.said(row, "office"))
        if text(self.said(row, "ministry")):
            return "", "", office
        region, sigungu = text(self.said(row, "sido")), text(self.said(row, "sigungu"))
        sigungu = sigungu_of_line(sigungu) or sigungu or sigungu_of_line(region)
        return sido_of(region) or office.sido, sigungu or office.sigungu, office

    def admit(self, row):
        sido, sigungu, _ = self.place(row)
        if self.source.origin == Origin.STATE or not sido or (sido == SIDO and sigungu in ("", SIGUNGU)):
            return
        told = text(self.said(row, "sigungu")) or sigungu_of_line(text(self.said(row, "sido")))
        if sido == SIDO and not told:
            raise Elsewhere(
                self.problem(
                    row, "office", "office_elsewhere", f"{sigungu}에서 맡은 서비스라 싣지 않았습니다."
                )
            )
        raise Elsewhere

    def origin(self, row):
        """The list's own origin, the row's word, its place, or 복지로's mark in its address."""
        if self.source.origin:
            return self.source.origin
        word = text(self.said(row, "origin"))
        by_label = {label: value for value, label in Origin.choices}
        if word in by_label:
            return by_label[word]
        sido, sigungu, _ = self.place(row)
        if sido:
            return Origin.DISTRICT if sigungu else Origin.CITY
        mark = KIND_IN_URL.search(self.said(row, "url"))
        if text(self.said(row, "ministry")) or (mark and mark[1] == "1"):
            return Origin.STATE
        message = "누구의 지원인지(중앙부처·서울시·동대문구·민간) 알 수 없습니다. 적어서 다시 올려 주십시오."
        raise RowError(self.problem(row, "origin", "unknown_origin", message))

    def survey(self, rows):
        """Whose benefits the file lists: what it does not name of others has not left their list."""
        self.scope = {self._part_of(row) for row in rows}
        self.is_part = self.is_answer and self._leaves_much_out(rows)
        return [PART] if self.is_part else []

    def _leaves_much_out(self, rows):
        """복지로 answers with those that were asked for (“청년”), as if they were all."""
        known = SourceRecord.objects.filter(source_id=self.source.pk, missing_since__isnull=True)
        keys = {key for key, written in known.values_list("key", "written") if self._is_listed(written)}
        left_out = keys - {text(self.said(row, "id")) for row in rows}
        return len(left_out) > GUARDED_SHARE * len(keys)

    def _part_of(self, row):
        if self.source.origin:
            return self.source.origin
        if self.place(row)[0]:
            return LOCAL
        try:
            return self.origin(row)
        except RowError:
            return ""

    def would_name(self, written):
        return not self.is_part and self._is_listed(written)

    def _is_listed(self, written):
        """Whether it is of the part of 복지로 that the file lists."""
        origin = written.get("origin")
        return (LOCAL if origin in (Origin.CITY, Origin.DISTRICT) else origin) in self.scope

    @property
    def is_answer(self):
        """Whether the file is 복지로's own answer to a question: a list, or one service with its long texts."""
        return header_key(self.columns.header("id")) == "servid"

    # The row ----------------------------------------------------------------------------------

    def key(self, row):
        given = text(self.said(row, "id"))
        if given:
            if len(given) > 60:
                raise RowError(self.problem(row, "id", "long_key", "번호가 60자보다 깁니다."))
            return given
        parts = (fold_name(self.said(row, name)) for name in ("name", "ministry", "office"))
        return hashlib.sha1("\n".join(parts).encode(), usedforsecurity=False).hexdigest()

    def read(self, row, key):
        title = text(self.said(row, "name"))
        if not title or len(title) > 200:
            message = "이름이 비어 있습니다." if not title else "이름이 200자보다 깁니다."
            raise RowError(self.problem(row, "name", "no_name", message))
        item = Item(row.number, key, title, {"title": title, "withdrawn_on": None})
        item.values["origin"] = str(self.origin(row))
        for read in (self._office, self._terms, self._texts, self._facts, self._days):
            read(row, item)
        # What says nothing is unknown: another file of the same list may say it.
        item.values = {name: value for name, value in item.values.items() if value not in ("", [])}
        return item

    def _office(self, row, item):
        sido, sigungu, office = self.place(row)
        ministry = text(self.said(row, "ministry"))
        if ministry or item.values["origin"] == Origin.STATE:
            first, _, rest = (ministry or office.rest).partition(" ")
            organisation, department = first, rest or office.rest.removeprefix(first).strip()
        elif sido:
            region = " ".join(filter(None, (sido, sigungu)))
            organisation = item.values["region"] = region
            department = office.rest
        else:
            organisation, department = office.rest, ""
        item.values["organisation"] = self._short(row, "office", organisation, 100, item)
        item.values["department"] = self._short(row, "office", department, 100, item)

    def _terms(self, row, item):
        found = {Axis.LIFE: set(), Axis.HOUSEHOLD: set(), Axis.TOPIC: set()}
        for field, axes in {
            "life": (Axis.LIFE,),
            "household": (Axis.HOUSEHOLD,),
            "targets": (Axis.LIFE, Axis.HOUSEHOLD),
            "topics": (Axis.TOPIC,),
        }.items():
            codes, unknown = self.names.read(self.said(row, field), *axes)
            for axis in axes:
                found[axis] |= set(codes[axis])
            for name in unknown:
                problem = self.problem(
                    row, field, "unknown_term", f"‘{name[:30]}’은(는) 없는 분류라 뺐습니다."
                )
                item.remarks.append(problem)
        item.values["life"] = sorted(found[Axis.LIFE])
        item.values["household"] = sorted(found[Axis.HOUSEHOLD])
        item.values["official_topics"] = sorted(found[Axis.TOPIC])
        if "자동분류" in self.said(row, "confidence") and (item.values["life"] or item.values["household"]):
            message = "대상이 공식 분류가 아니라 낱말로 자동 분류한 것입니다. 확인해 주십시오."
            item.remarks.append(self.problem(row, "confidence", "guessed_targets", message))

    def _texts(self, row, item):
        contact = self.said(row, "contact").strip()
        if bokjiro.is_encrypted(contact):
            message = "암호로 바뀐 연락처라 비웠습니다."
            item.remarks.append(self.problem(row, "contact", "encrypted_contact", message, Severity.CHANGE))
            contact = ""
        is_number = bokjiro.is_number(contact)
        item.values["phone"] = self._short(row, "contact", text(contact), 60, item) if is_number else ""
        raw = {name: self.said(row, name) for name in LONG}
        raw["contact"] = "\n".join(
            filter(None, ("" if is_number else contact, bokjiro.lines(self.said(row, "contacts"))))
        )
        raw["how_to_apply"] = bokjiro.ways(raw["how_to_apply"])
        raw |= {name: bokjiro.lines(raw[name]) for name in ("documents", "laws")}
        for name in LONG:
            item.values[name] = self._prose(row, name, raw[name], LONGEST_TEXT, item)
        item.values["summary"] = self._prose(row, "summary", self.said(row, "summary"), 500, item)

    def _facts(self, row, item):
        apply_by = bokjiro.applied_by(self.said(row, "apply_by"))
        item.values["apply_by"] = self._short(row, "apply_by", apply_by, 100, item)
        item.values["cycle"] = self._short(row, "cycle", bokjiro.joined(self.said(row, "cycle")), 40, item)
        provision = bokjiro.joined(self.said(row, "provision"))
        item.values["provision"] = self._short(row, "provision", provision, 100, item)
        address = website(self.said(row, "url"))
        item.values["url"] = address.value
        self._remark(row, "url", "address", address.remark, item)
        online = text(self.said(row, "online")).casefold()
        if re.search("인터넷|온라인|모바일", apply_by) or online in YES:
            item.values["applies_online"] = True
        elif online in NO:
            item.values["applies_online"] = False

    def _days(self, row, item):
        days = {}
        for name in ("starts_on", "ends_on", "reference_date"):
            raw = text(self.said(row, name))
            known = dates.dated(raw)
            if known.value and known.value.precision == "day":
                days[name] = known.value.day.isoformat()
            elif (year := re.match("[0-9]{4}", raw)) and int(year[0]) >= dates.NO_END:
                days[name] = None  # said to have no end
            elif raw:
                self._remark(row, name, "date", known.remark or "날이 다 적혀 있지 않아 비웠습니다.", item)
        if days.get("starts_on") and days.get("ends_on") and days["ends_on"] < days["starts_on"]:
            self._remark(row, "ends_on", "ends_first", "종료일이 시작일보다 빨라 둘 다 비웠습니다.", item)
            days.pop("starts_on"), days.pop("ends_on")
        source_date = days.pop("reference_date", None) or (self.day and self.day.isoformat())
        item.values |= days | ({"source_date": source_date} if source_date else {})
        year = text(self.said(row, "year"))
        if not re.fullmatch("(?:19|20)[0-9]{2}", year):
            return
        item.values["basis_year"] = int(year)
        if timezone.localdate().year - int(year) >= OLD_YEARS:
            self._remark(row, "year", "old_year", f"{year}년 기준입니다. 금액이 바뀌었을 수 있습니다.", item)

    # Values that are too long ------------------------------------------------------------------

    def _remark(self, row, field, code, message, item):
        if message:
            item.remarks.append(self.problem(row, field, code, message))

    def _short(self, row, field, value, limit, item):
        if len(value) <= limit:
            return value
        self._remark(row, field, "too_long", f"{limit}자보다 길어 뒤를 잘랐습니다.", item)
        return value[: limit - 1].rstrip() + "…"

    def _prose(self, row, field, raw, limit, item):
        mended, lost = bokjiro.prose(raw, limit)
        self._remark(row, field, "too_long", mended.remark, item)
        if lost:
            message = f"물음표로 바뀐 글머리표 {lost}개를 ‘·’로 두었습니다."
            item.remarks.append(self.problem(row, field, "lost_bullet", message, Severity.CHANGE))
        return mended.value

    # What a list does not name any more --------------------------------------------------------

    def missing_values(self, day):
        return {"withdrawn_on": day.isoformat()}
