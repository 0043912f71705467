"""Why a source stays unnamed, and what it knows from where: words in the source, or of it elsewhere in its sentence.

"…, she said, speaking on condition of anonymity because the talks are private"; "people briefed on the matter". Each is the words themselves.
"""

import re

from reportedly.types import Span

LONGEST = 600  # characters of a source phrase that are looked at
SENTENCE = 1500  # and of a sentence
_ASK = r"(?:ask|request|want|wish|prefer|insist|declin|refus)\w*|chose|(?:did|does|do)\ not\ (?:want|wish)|didn[’']t\ want"
_SPEAK = r"(?:speak|talk|comment|discuss|brief|disclose|reveal|address|give|release|share|be\ quoted)"
_HIDDEN = rf"""
    on\ (?:the\ )?(?:strict\ )?conditions?\ (?:of\ (?:strict\ )?anonymity|that\ (?:he|she|they|it|their|his|her)\b[^,.;]{{0,60}}) |
    (?:who\ |and\ |but\ )?(?:(?:had|has|have)\ )?(?:{_ASK})(?:\ (?:on|for))?\ (?:
        (?:not\ )?to\ (?:not\ )?be\ (?:\w+\ )?(?:named|identified|quoted)(?:\ by\ (?:full\ )?name)? |
        (?:not\ )?being\ (?:named|identified|quoted)(?:\ by\ name)? |
        (?:to\ (?:remain|stay|speak)\ )?anonym\w+ |
        (?:that\ )?(?:his|her|their)\ (?:full\ )?(?:real\ )?names?\ (?:not\ )?(?:to\ )?(?:be\ )?(?:not\ be\ )?\w+ |
        (?:to\ (?:give|be\ identified\ by)\ )(?:his|her|their|only)\b[^,.;]{{0,40}}names?) |
    (?:who\ )?(?:(?:was|were|is|are|being)\ )?(?:granted|given|promised|offered)\ (?:\w+\ )?anonymity |
    (?:who\ )?(?:could|can|would|may)\ ?not\ be\ (?:\w+\ )?(?:named|identified|quoted) |
    (?:who\ )?(?:spoke|speaking|talked|talking)\ anonymously |
    under\ (?:the\ )?(?:cover|condition|cloak)\ of\ anonymity |
    whose\ names?\ (?:\w+\ ){{1,4}}withheld"""
_BARRED = rf"""
    (?:who\ )?(?:(?:was|were|is|are|being|had|has|have)\ )?(?:not\ |un|n[’']t\ )(?:been\ )?
    (?:authori[sz]ed|allowed|permitted|cleared|empowered|supposed)(?:\ by\ (?:[\w’']+\ ){{1,4}})?\ to\ (?:\w+\ ){{0,3}}?
    {_SPEAK}\b[^.;,“”\"]{{0,80}}"""
_REASON = re.compile(rf"\b(?:(?P<hidden>{_HIDDEN})|(?P<barred>{_BARRED}))", re.I | re.X)
_HINT = re.compile(r"anonym|condition|name|identified|quoted|authori|allowed|permitted|cleared|empowered|supposed", re.I)
_BECAUSE = re.compile(r"(?:because|as|since)\s+(?:(?:he|she|they|the \w+)\s+)?(?:(?:was|were|is|are)\s+)?$", re.I)
_WHY = re.compile(
    r"""\s*,?\s*(?P<why>(?:because|as\ (?!(?:he|she|they)\ said)|since|given|due\ to|owing\ to|citing|for|out\ of|
        to\ (?:discuss|describe|speak|talk|share|avoid|protect|reveal|disclose|brief|comment|be\ able)|in\ order\ to|so\ (?:as|that)|
        in\ line\ with|under|in\ keeping\ with|per)\b[^.;“”"\n]{2,160})""", re.I | re.X)
_CUT = re.compile(r",\s+(?:that|said|told|saying|the|he|she|they|it|but|and|which|who|a|an)\b|\s(?:said|told|says)\b|,\s*$|,?\s+that\s", re.I)
_WHO = re.compile(r"\bwho\s(?:\w+\s){0,4}$", re.I)
_WITNESSED = (r"saw|seen|witnessed|heard|watched|attended|read|reviewed|viewed|examined|inspected|visited|toured|filmed|took\ part|taken\ part|"
              r"participated|listened|studied|obtained|received|worked|met|spoke(?:n)?\ (?:to|with)|survived|fled|escaped")
_KNOWN_FROM = re.compile(
    rf"""\b(?:(?:who|that)\ (?:is|are|was|were|has\ been|have\ been)\ )?(?P<basis>
        (?:familiar|acquainted)\ with | close\ to | privy\ to | (?:directly\ )?aware\ of | in\ the\ know | who\ know\w* |
        (?:directly\ |closely\ |personally\ )?(?:(?:briefed|informed|knowledgeable)\ (?:on|about|by)|involved\ (?:in|with)) |
        with\ (?:direct\ |first-?hand\ |intimate\ |detailed\ |some\ |close\ |inside\ )?(?:knowledge|access|experience|understanding|insight) |
        who\ (?:(?:has|have|had)\ )?(?:directly\ |personally\ |also\ |since\ )?(?:{_WITNESSED}) |
        who\ (?:was|were|had\ been)\ (?:present|there|on\ board|aboard|at|in|inside|near|among|standing|sitting|briefed|involved|shown|told|
            given|informed) |
        (?:present|standing)\ (?:at|in|near|during) | at\ the\ (?:scene|spot|meeting|talks|site|table) |
        on\ the\ (?:ground|scene|spot) | in\ the\ room | aboard | citing | quoting | on\ the\ basis\ of | based\ on)\b""", re.I | re.X)
_CITING = re.compile(r",?\s*(?P<basis>(?:citing|quoting|on the basis of|based on)\b)")
_STOP = re.compile(
    r"""[,;.“"](?=\s|$)|\s(?:said|told|says|and\ who|who\ (?:asked|spoke|requested|declined|was\ not|were\ not|did\ not|wanted)|speaking|
        because|on\ (?:the\ )?(?:strict\ )?condition|requesting|asking)\b|\n""", re.I | re.X)


def reason(text: str, hop: Span, cue: Span, sentence: Span) -> tuple[str | None, list[Span]]:
    """Why they are not named: the reason given ("because …") or else the words that say that they are not."""
    for start, end in _around(text, hop, cue, sentence):
        if not _HINT.search(text, start, end):  # true of nearly all, and ten times as fast
            continue
        for found in _REASON.finditer(text, start, end):
            front = _BECAUSE.search(text[max(start, found.start() - 30):found.start()])
            if start != hop.start and not _is_theirs(text, hop, found, given=bool(front)):
                continue
            if found["barred"]:
                return _trimmed(text, found.start() - (len(front[0]) if front else 0), found.end())
            why = _WHY.match(text, found.end(), end)
            if why:
                return _trimmed(text, why.start("why"), why.end("why"))
            return _trimmed(text, found.start(), found.end())
    return None, []


def _is_theirs(text: str, hop: Span, found: re.Match[str], *, given: bool) -> bool:
    """Whether words outside a source's own tell of it: ", who asked …" only right after it; not what others may not do."""
    relative = found[0][:4].lower() == "who " or _WHO.search(text[max(hop.end, found.start() - 40):found.start()])
    if relative:
        return 0 <= found.start() - hop.end <= 40 and not re.search(r"\w", text[hop.end:found.start()].replace("who", "").replace("spoke", ""))
    return given if found["barred"] else True


def _trimmed(text: str, start: int, end: int) -> tuple[str | None, list[Span]]:
    words = text[start:end]
    if cut := _CUT.search(words, 12):
        words = words[:cut.start()]
    words = words.rstrip(" ,.;:”\"")
    return (words, [Span(start, start + len(words))]) if words else (None, [])


def _around(text: str, hop: Span, cue: Span, sentence: Span) -> list[tuple[int, int]]:
    """Where to look for what is said of a source: in its words, after them, before them, all within a bounded sentence."""
    stop = min(sentence.end, hop.end + SENTENCE, len(text))
    begin = max(0, sentence.start, hop.start - SENTENCE)
    near = max(hop.end, min(cue.end, stop))
    return [(hop.start, min(hop.end, hop.start + LONGEST)), *([(hop.end, stop)] if hop.end < stop else []),
            *([(begin, min(hop.start, near))] if begin < hop.start else [])]


def basis(text: str, hop: Span, cue: Span, sentence: Span) -> tuple[str | None, list[Span]]:
    """What they know it from: in their own words, or right after the cue ("citing internal data")."""
    end = min(hop.end, hop.start + LONGEST, len(text))
    found = _KNOWN_FROM.search(text, hop.start, end)
    if not found:
        after = max(hop.end, cue.end)
        found = _CITING.match(text, after, min(sentence.end, after + 300))
        end = min(sentence.end, after + 300, len(text))
    if not found:
        return None, []
    start = found.start("basis")
    stop = _STOP.search(text, found.end(), end)
    words = text[start:stop.start() if stop else end].rstrip(" ,.;:”\"")
    return words, [Span(start, start + len(words))]
