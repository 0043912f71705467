"""A line in, whether it is boilerplate out: no part of the report, though printed in its midst.

Each rule is named for what it sees and shows a real kind of line; None is no opinion, and the first opinion stands. A line of
news that only mentions an advert, a donation or a subscription must pass: an appeal speaks to its reader.
"""

import re
from collections.abc import Callable

Rule = Callable[[str], bool | None]
_LONGEST = 400  # characters: longer lines are paragraphs. Chosen, not swept


def is_boilerplate(line: str) -> bool:
    """Whether this line (without white space around it) is no part of the report."""
    return bool(line) and next((verdict for rule in RULES if (verdict := rule(line)) is not None), False)


def is_structure(line: str) -> bool:
    """Whether this line is a label or a line of sources, which stays: `Details:`, `Source: Radio Norte; the mayor`."""
    return bool(_STRUCTURE.match(line))


def _joined(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern written over several lines; the breaks and what indents them are no part of it."""
    return re.compile(re.sub(r"\n\s*", "", pattern), flags)


_CASED = re.RegexFlag(0)
_STRUCTURE = _joined(r"(?:sources?|details|background|quotes?|updated?|why it matters|reminder|previously|for reference)\s*:")
_NAME = r"(?:[(\[]?[A-Z0-9À-ÞА-Я@][^\s]*|and|by|in|for|from|via|the|of|to|with|courtesy|[/|–&,;-])"  # a word of a credit


def too_long_for_a_line(line: str) -> bool | None:
    """A paragraph: `The ministry said on Monday that … (600 characters)`."""
    return False if len(line) > _LONGEST else None


def is_label_or_source(line: str) -> bool | None:
    """Structure: `Source: Radio Norte`, `Details:`, `Background: the treaty of 1994`."""
    return False if is_structure(line) else None


_ADVERT = _joined(r"""
    ^[\W_]*(?:
    (?:story|article) continues (?:below|after)(?: (?:this )?(?:ad|advert|advertisement))?|
    (?:advertisements?|advertising|adverts?|ads?|promoted|sponsored(?: (?:content|post|links?))?|
    paid (?:content|post|partnership))
    (?: ?[-–—] ?(?:continue reading below|scroll to continue|(?:story|article) continues below))?
    )[\W_]*$|
    ^advertisements?\s*:""")


def announces_advert(line: str) -> bool | None:
    """`Advertisement:`, `[Advertisement]`, `Story continues below advertisement`, `Sponsored content`."""
    return True if _ADVERT.search(line) else None


_ELSEWHERE = _joined(r"""
    ^[\W_]*(?:
    (?:read|see|watch|listen)(?: (?:also|too|more|next|on|now))?|also (?:read|see)|explore more|
    related(?: (?:articles?|stories|news|links?|reading|coverage|topics?|posts?|content))?|
    recommended(?: (?:for you|reading|stories|articles?))?|you (?:may|might) (?:also )?(?:like|be interested in)|
    don['’]t miss|in case you missed it|icymi|most (?:read|popular|viewed)|trending(?: now)?|editors?['’]?s? (?:picks?|choice)|
    what to read next|(?:continue|keep|further) reading|more on this(?: story| topic)?|more (?:stories|news|articles)|
    latest (?:news|stories)|top stories|popular (?:now|stories)|our standards
    )\s*(?:[:>»→|]|[.…]*$)|
    ^[\W_]*(?:read (?:more|also|next) (?:about|on|at|in|here)\b|click here\b|read the full (?:story|article)\b|
    more from [\w’' ]{2,30}$)""")


def points_elsewhere(line: str) -> bool | None:
    """`Read also: Ports reopen after the strike`, `Related stories`, `More from Politics`, `READ MORE`."""
    return True if _ELSEWHERE.search(line) else None


_SIGN_OFF = _joined(rf"""
    ^\(?(?:[Aa]dditional )?[Rr]eporting by [^.;]{{1,150}};.{{0,150}}\b[Ee]diting by [^.]{{1,80}}\.?\)?$|
    ^\((?:[Aa]dditional |[Ww]ith )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated|[Gg]raphics) by [^()]*\)?\.?$|
    ^(?:Additional |With )?(?:[Rr]eporting|Writing|Editing|Compiled|Translated)(?: and (?:writing|editing))? by {_NAME}
    (?: (?:{_NAME}|writing|editing|reporting|additional))*\.?$""", _CASED)


def names_reporters_at_end(line: str) -> bool | None:
    """`(Reporting by Ana Ruiz in Quito; Editing by Jo Hale)`, not `Reporting by the station found that two men died`."""
    return True if _SIGN_OFF.search(line) else None


_COPYRIGHT = _joined(r"""
    ^\W*(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}\b)|all rights reserved)|
    ^this material may not be published, broadcast""")


def claims_copyright(line: str) -> bool | None:
    """`© 2024 Harbour Post. All rights reserved.`, not `Copyright law was amended in 2019.`"""
    return True if _COPYRIGHT.search(line) else None


_CREDIT = _joined(rf"""
    ^\W*(?:
    (?i:photo(?:graph)?s?|images?|pictures?|illustration|screenshot|video)(?i: (?:credits?|by|courtesy of|from))?\s*[:/©]|
    (?i:photo(?:graph)?s?|images?|pictures?|credits?) (?i:by|courtesy of|credit)|
    (?i:credits?)\s*:
    )\s*{_NAME}(?: +{_NAME})*\)?\.?$|
    ^\W*(?:AP Photo|REUTERS|AFP|EPA|Getty Images|AFP via Getty Images|Shutterstock|iStock)(?:/[^.]{{1,60}})?\W*$""", _CASED)


def only_credits_a_picture(line: str) -> bool | None:
    """`Photo: AP/Jo Hale`, `(Getty Images)`, not `Photo: the minister opens the bridge`."""
    return True if len(line) <= 120 and _CREDIT.search(line) else None


_CONTROL = _joined(r"""
    ^\W*(?:share(?: (?:this|on|via|the (?:article|story))\b.{0,40})?|tweet|print|e-?mail|copy link|comments?(?: ?\(\d+\))?|
    leave a (?:comment|reply)|(?:view|show|load) (?:all )?(?:more )?comments|back to top|skip to (?:main )?content|loading|
    log ?in|sign ?in|menu|search|close|\d+[- ]min(?:ute)?s?[- ]read|save (?:article|for later)|
    listen to (?:this )?article)[\W\d]*$|
    ^(?:tags|topics|keywords|filed under)\s*:|
    ^(?:first )?(?:published|posted|(?:last )?(?:updated|modified))\b:?(?: on)? (?:\w+,? )?(?:\d{1,2} \w+|\w+ \d{1,2}),? \d{4}
    (?:[\s\d:.,·•|–-]|\b(?:at|am|pm|gmt|utc|[b-e]e?st|min(?:ute)?s? read)\b)*$""")


def is_a_control(line: str) -> bool | None:
    """What was a button or a counter: `Share`, `Comments (12)`, `Back to top`, `Posted on 8 May 2024, 4 min read`, `Tags: ports`."""
    return True if _CONTROL.search(line) else None


_COOKIES = _joined(r"""
    ^\W*(?:
    (?:we|(?:this|our) (?:web ?site|site|page)|we and our partners)\b.{0,60}\b(?:us(?:e|es|ing)|stores?)\b.{0,60}\bcookies\b|
    (?:accept|reject|manage|allow)(?: all)? cookies|
    cookies?(?: (?:policy|settings|preferences|notice|consent))?\W*$|
    by (?:continuing|clicking|using)\b.{0,80}\b(?:you (?:agree|consent|accept)|cookies))""")


def speaks_of_cookies(line: str) -> bool | None:
    """`We use cookies to improve your visit.`, `Accept all cookies`, not `The regulator fined the firm over cookies.`"""
    return True if _COOKIES.search(line) else None


_BROWSER = _joined(r"""
    ^\W*(?:(?:please )?(?:enable|turn on|activate) (?:javascript|notifications)|javascript (?:is|must be|needs)\b|
    (?:sorry, )?your browser (?:does not|doesn['’]t)|checking your browser|verify(?:ing)? you are human|
    (?:please )?disable your ad ?block)""")


def asks_for_another_browser(line: str) -> bool | None:
    """`Please enable JavaScript to view this page.`, `Your browser does not support the video tag.`"""
    return True if _BROWSER.search(line) else None


_BETTING = _joined(r"""
    ^\W*(?:please )?(?:bet|gamble|play) responsibly\b.{0,60}$|
    ^\W*18\+\W*(?:$|please|t&c|terms|bet|gamble|play)|
    t&cs? apply\W*$|begambleaware|^gambling can be addictive""")


def tells_to_bet_responsibly(line: str) -> bool | None:
    """`Bet responsibly. 18+`, `18+ | T&Cs apply`, `Please gamble responsibly.`"""
    return True if _BETTING.search(line) else None


_SPEECH = _joined(r"""
    ^["“”«„‘']|
    \b(?:said|says?|told|tells?|urge[sd]?|urging|ask(?:s|ed)?|announce[sd]?|according to|warn(?:s|ed)?|plead(?:s|ed)?|
    order(?:s|ed)?|call(?:s|ed) (?:for|on)|report(?:s|ed)|reads|wrote|writes|show(?:s|ed)|found|demand(?:s|ed)?|
    was|were|has|had|did)\b""")


def tells_what_was_said(line: str) -> bool:
    """News in the form of an appeal, no rule of its own: `Donate blood through our partners, the mayor urged.`"""
    return bool(_SPEECH.search(line))


_SUBSCRIBE = _joined(r"""
    ^\W*(?:please )?(?:
    sign up(?: (?:for|to|here|now|today|free)\b|\W*$)|
    (?:subscribe|register|join)(?: (?:now|today|here|free|for free))?\W*$|
    subscribe (?:to|for|on|via|now|today|here)\b|
    (?:join|register for|try|get|download|install|open|turn on)\b.{0,60}\b(?:
    our (?:\w+ ){0,2}(?:channels?|app|alerts?|briefings?|community|group|chat|updates|bot)|newsletters?|your inbox|
    notifications)\b|
    (?:already )?a (?:subscriber|member)\? (?:log|sign) in|
    to (?:continue|keep) reading\b.{0,40}(?:subscribe|register|log in)|
    (?:want|like) (?:to read )?more\b.{0,40}\?.{0,40}(?:subscribe|sign up)|
    newsletters?\W*$)""")


def asks_to_subscribe(line: str) -> bool | None:
    """`Subscribe to our newsletter`, `Sign up for the morning briefing`, `Get the latest news in your inbox`."""
    return True if _SUBSCRIBE.search(line) and not tells_what_was_said(line) else None


_FOLLOW = _joined(r"""
    ^\W*(?:please )?(?:
    (?:follow|find|like|watch|add|contact|e-?mail|visit|reach|write to) (?:us|our)\b|
    follow\b.{0,40}\b(?:on|in) (?:telegram|twitter|x|facebook|instagram|youtube|whatsapp|tiktok|google news|threads|bluesky|
    linkedin|viber|social media)\b|
    follow @\w)""")


def asks_to_follow(line: str) -> bool | None:
    """`Follow us on Telegram`, `Follow Harbour Post on X`, `Like us on Facebook`, `Find us on Google News`."""
    return True if _FOLLOW.search(line) and not tells_what_was_said(line) else None


_MONEY = _joined(r"""
    ^\W*(?:please )?(?:
    (?:support|help)(?! for\b)\b.{0,80}\b(?:patrons?|independent journalism|on patreon|become a (?:member|supporter|subscriber)|
    our (?:\w+ ){0,2}(?:work|journalism|reporting|reporters|newsroom|team|site|journalists|editors|fundraiser|project))\b|
    support us\b|
    help us\b.{0,80}\b(?:report|reporting|journalism|grow|independent|going|donat\w+|euros?|dollars?)\b|
    donate\b(?:\W*$|.{0,40}\b(?:our|us|here|now|today|via|patreon|paypal)\b)|
    (?:make|send) a (?:small |one-off |monthly )?(?:donation|contribution)\b.{0,60}(?:\W*$|\bour\b)|
    become (?:a|our) (?:patron|sponsor|member|supporter|subscriber)\b|
    how (?:(?:you )?can|to) (?:help|donate|support us)\b.{0,20}:.{0,60}\bdonat\w+|
    (?:.{0,60}\b(?:like|enjoy|value|find)\b.{0,40}\b)?(?:buy us an? \w+|chip in\b)|contribute to our\b|
    (?:we|our (?:work|newsroom|reporting)) (?:rely|relies|depends?) on (?:readers|you|your)\b)""")


def asks_for_money(line: str) -> bool | None:
    """`Support UP or become our patron!`, `Donate through our partners`, `Help us keep reporting: give 5 euros a month`."""
    return True if _MONEY.search(line) and not tells_what_was_said(line) else None


_READER = _joined(r"""
    ^\W*(?:your (?:donation|subscription|contribution|support)\b.{0,60}\b(?:us|our)\b|
    (?:found|spotted|noticed|see|if you (?:notice|find|see|spot)) (?:a|an) (?:mistake|error|typo)\b|
    do you have (?:a|any) (?:story|tip|tips|information)\b.{0,60}\?|thank(?:s| you) for (?:reading|subscribing|signing up)\b|
    (?:enter|confirm) your e-?mail\b|what do you think\?.{0,60}\b(?:comments?|let us know)\b)""")


def speaks_to_the_reader(line: str) -> bool | None:
    """`Your donation keeps us going.`, `Found a mistake? Select it and press Ctrl + Enter.`, `Do you have a story for us?`"""
    return True if _READER.search(line) else None


RULES: tuple[Rule, ...] = (
    too_long_for_a_line,
    is_label_or_source,
    announces_advert,
    points_elsewhere,
    names_reporters_at_end,
    claims_copyright,
    only_credits_a_picture,
    is_a_control,
    speaks_of_cookies,
    asks_for_another_browser,
    tells_to_bet_responsibly,
    speaks_to_the_reader,
    asks_to_subscribe,
    asks_to_follow,
    asks_for_money,
)
