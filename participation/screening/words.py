"""Words that sound like a crisis, and words that hurt."""

import re

from participation.screening.folding import JAMO

# Topics are spoken of in every plan; a person's own cry is not.
TOPIC = (
    r"(?! ?(?:을|를|의|이|과|와|나|률|자)? ?(?:예방|방지|근절|교육|캠페인|대책|상담|센터|피해|지원|신고|조례|정책|예산|통계|위험|유가족|유족"
    r"|문제|전화|사업|의무자|쉼터|발생|위기|고위험|관련|대응|사례|조사|현황|실태|없는|률|보호|줄|막|사건))"
)
CRISES = {
    "자살·자해": rf"자살{TOPIC}|자해{TOPIC}|죽고 ?싶|죽어 ?버리|죽을 ?(?:거|것|생각|결심|래)|죽는 ?(?:게|것이) 낫|죽으려|죽여 ?(?:줘|주세요|버리)"
    r"|살기 ?싫|살고 ?싶지 ?않|더 ?(?:이상|는) ?살(?:아갈)? ?(?:수|자신|이유|힘)|사는 ?게 ?(?:지옥|싫)|극단적(?:인)? ?(?:선택을 ?(?:하|할|생각)|생각)"
    r"|(?:목숨|생)을 ?(?:끊|마감)|유서(?:를|도)? ?(?:쓰|썼|써|남)|목(?:을)? ?(?:매|맬|맸|맨)(?:고|려|다|었|겠| |$)|번개탄|뛰어내리|뛰어내릴|손목을 ?(?:그|긋)"
    r"|사라지고 ?싶|세상을 ?(?:뜨고|떠나고) ?싶|약을 ?(?:다 ?)?(?:털어|한꺼번에)",
    "폭력·학대": rf"가정 ?폭력{TOPIC}|학대(?:를)? ?(?:하|당|받)(?!(?:는|은|던)? ?(?:아동|노인|어르신|아이)(?:을|를)? ?(?:위한|보호|지원|쉼터))|성폭행{TOPIC}|성추행{TOPIC}|스토킹{TOPIC}|폭행(?:을)? ?(?:당|하고|했)"
    r"|(?:남편|아빠|아버지|엄마|어머니|아들|딸|동거인|남자친구|애인|계부|계모|오빠|형)[이가은는도]? ?(?:자꾸 |매일 |또 |계속 |술만 마시면 |술 마시고 |저를 |나를 |애를 |아이를 ){0,4}(?:때려|때리|때린|때립|패요|패고|팹니다|폭행)"
    r"|(?:맞고|맞으며) ?(?:살|지내|있)|맞아 ?죽|때려(?:요|서 ?무서|죽)|매 ?맞|얻어맞|칼을 ?들|죽이겠|죽인다(?:고|며)|죽여 ?버리겠|협박(?:을)? ?(?:당|받|하고|해요|합니다)"
    r"|(?:방|집)에 ?(?:가두|가둬|감금|갇혀)|감금(?:당|되)|멍(?:이|투성이).{0,12}(?:아이|애|얼굴|팔|몸)|(?:아이|애|옆집|윗집).{0,12}(?:비명|때리는 소리|멍이|맞는 소리)|도망(?:쳐|칠|치고).{0,8}(?:싶|나왔|데가)",
    "굶주림·끊김": r"(?<![가-힣])굶(?:고|었|어|으|는|습|겼)(?!.{0,10}(?:없는|없도록|않도록))|먹을 ?(?:것|게|거|쌀|음식)[이도가]? ?(?:하나도 |전혀 |다 )?(?:없(?:어|습|다|고|네|음|$)|떨어)|끼니(?:를|도)? ?(?:거르고 ?있|거릅|걸러요|못 ?(?:먹|챙)|굶)"
    r"|밥(?:을|도)? ?(?:며칠(?:째)? |하루(?:종일)? |이틀(?:째)? |사흘(?:째)? )?(?:못 ?먹(?:었|고|어|습)|굶)|(?:며칠|이틀|사흘|나흘|일주일)(?:째)? ?(?:아무것도 |밥을 |한 끼도 )?(?:못 ?먹|안 ?먹|굶)|쌀(?:이|도)? ?(?:없어|떨어졌|떨어져|다 떨어)|분유(?:가|도)? ?(?:없어|떨어졌)|라면만 ?먹"
    r"|(?:전기|가스|수도|물|난방|보일러)[가이도]? ?(?:다 )?(?:끊겼|끊겨|끊긴|끊어졌|끊길)|(?:집|방|고시원|여관)에서 ?(?:쫓겨|내쫓)|길(?:에서|바닥에서) ?(?:자고|잤|자요|잡니다|노숙)|노숙(?:하고 ?있|해요|합니다|중)|갈 ?(?:곳|데)[이가도]? ?없(?:어요|습니다|고 ?무|는데 ?오늘)|차(?:에서| 안에서) ?(?:자고|먹고 ?자)|얼어 ?죽"
    r"|(?:숨을|의식이|연락이) ?(?:안 ?쉬|못 ?쉬|없(?!는 ?(?:사람|주민))|며칠째 ?(?:안|없))|쓰러져 ?(?:계|있)",
}
CRISIS = {label: re.compile(pattern) for label, pattern in CRISES.items()}

_BEGIN = r"(?<![가-힣0-9])"
ROUGH = re.compile(
    r"씨{1,5}이{0,5}[발팔빨](?!아하)|씹[새할년놈창]|씨{1,5}바(?![가-힣])|씨방새|"
    + _BEGIN
    + r"(?:시{1,3}이{0,5}[발팔빨](?![점역차표달전언생송행매권레굴목])|쉬발|쉬팔|슈발|시바(?:ㄹ|새|끼)|십(?:새끼|할|창))|"
    r"병신|븅신|빙신(?=[가-힣]? ?(?:아|같|새|들|$))|등신(?= ?(?:아|같|새|들))|개(?:새|색|쉐|세|섀)(?:끼|기(?=야|들|[^가-힣]|$)|키)|[이저그놈년니쥐]? ?(?<=[이저그놈년니쥐친개소거지 ])새끼(?:들|야|가 |같)|"
    r"지랄|좆|"
    + _BEGIN
    + r"(?:존나|졸라 ?짜증|존내|니미(?! ?[a-z])|니애미|니어미|느금마?|엠창|닥쳐(?![올오온])|엿 ?먹어|개같은|개돼지|개년|개놈|썅|쌍[년놈])|"
    r"미친 ?(?:놈|년|새끼|것들|새기)|꺼져라|뒈[져지질]|호로 ?(?:자식|새끼)|후레자식|창[녀년](?![도0-9])|걸레 ?년|화냥년|인간 ?쓰레기|거지 ?(?:새끼|같은 ?(?:놈|년|것))|"
    r"틀딱|맘충|한남충|급식충|노인충|연금충|똥꼬충|김치녀|된장녀|짱깨|짱개|쪽[바빠]리|깜둥이|똥남아|장애 ?새끼|휠체어 ?충|[늙죽]은 ?년|"
    r"[ㅅㅆ] ?ㅂ(?![ㅏ-ㅣ])|ㅂ ?ㅅ(?![ㅏ-ㅣ])|ㅄ|ㅈ ?ㄹ(?![ㅏ-ㅣ])|ㅈ ?ㄴ(?![ㅏ-ㅣ])|ㄲ ?ㅈ(?![ㅏ-ㅣ])|"
    r"(?<![a-z])(?:f{1,4}u{1,4}c{1,4}k(?:ing|er|ed)?|shit|bull ?shit|bitch|ass ?hole|tlqkf|qudtls|rotorl)(?![a-z])",
    re.IGNORECASE,
)
# Syllables set apart one by one.
ROUGH_APART = re.compile(
    r"(?<![가-힣])(?:씨 [발팔빨]|시 발|병 신|개 새 ?끼|지 랄|미 친 ?[놈년]|존 나)(?=[아놈년들이]? |[아놈년]?$|[^가-힣 ])"
)
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


def _apart(text):
    """Each syllable as its letters."""
    letters = []
    for letter in text:
        code = ord(letter) - 0xAC00
        if 0 <= code < 11172:
            letters += [_LEADS[code // 588], _VOWELS[code // 28 % 21], _TAILS[code % 28]]
        else:
            letters.append(letter)
    return "".join(letters)


SPELLED = re.compile(
    "|".join(
        _apart(word)
        for word in (
            "씨발",
            "씨팔",
            "시발",
            "병신",
            "개새끼",
            "새끼",
            "지랄",
            "좆",
            "존나",
            "썅",
            "미친놈",
            "미친년",
            "씨바",
        )
    )
)
BETWEEN = re.compile(r"(?<=[가-힣ㄱ-ㅣ])[^가-힣ㄱ-ㅣA-Za-z\s]{1,4}(?=[가-힣ㄱ-ㅣ])")


def crises_in(text):
    for label, pattern in CRISIS.items():
        for match in pattern.finditer(text):
            yield "crisis", label, *match.span()


def rough_in(folded):
    """Spans of ``folded`` itself, so that whoever asks can find them as typed."""
    marks = {index for match in BETWEEN.finditer(folded.text) for index in range(*match.span())}
    tight = folded.without(marks) if marks else folded
    for version in (folded, tight) if marks else (folded,):
        for pattern in (ROUGH, ROUGH_APART):
            for match in pattern.finditer(version.text):
                yield version, *match.span()
        if JAMO.search(version.text):
            yield from _spelled_in(version)


def _spelled_in(folded):
    """Words whose letters were written one by one (ㅆㅣ발): only where such a letter takes part."""
    letters, source = [], []
    for index, letter in enumerate(folded.text):
        for part in _apart(letter):
            letters.append(part)
            source.append(index)
    for match in SPELLED.finditer("".join(letters)):
        start, end = source[match.start()], source[match.end() - 1] + 1
        if JAMO.search(folded.text, start, end) and not folded.text[start:end].isspace():
            yield folded, start, end
