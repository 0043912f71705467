"""Web pages as news sites make them, of invented outlets, and what tells their parts apart."""

from collections.abc import Sequence

S1 = "The river authority said on Monday that the dam at Orsk Falls would be lowered by two metres before the autumn rains."
S2 = "Engineers found cracks in the eastern wall in May, according to an internal letter seen by this newspaper."
S3 = "“We saw no danger to the villages below,” said Petra Vold, who heads the authority."
S4 = "Opposition councillors called for an independent inquiry and for the letter to be published in full."
PROSE = (S1, S2, S3, S4)


def paragraphs(texts: Sequence[str] = PROSE) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def page(body: str, *, head: str = "<title>Dam to be lowered | Valley Times</title>", html: str = '<html lang="en-GB">') -> bytes:
    return f"<!doctype html>{html}<head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


HARBOUR = page(
    """
    <div class="cookie-banner"><p>We use cookies to give you the best experience on this site.</p>
      <button>Accept all cookies</button></div>
    <header><a href="/">Harbour Post</a><nav><ul><li><a href="/world">World</a></li><li><a href="/b">Background</a></li></ul></nav></header>
    <main><article>
    <header><h1>Bridge to reopen by July, officials say</h1>
      <p class="standfirst">Engineers had closed the crossing in March after a barge struck it</p>
      <p class="byline">By <a rel="author" href="/a/ruiz">Ana Ruiz</a> and Jo Hale</p>
      <time datetime="2024-06-27">27 June 2024</time></header>
    <figure><img src="b.jpg"><figcaption>The bridge, seen in April, carries 40,000 cars a day.</figcaption></figure>
    <div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>
    <div class="body">
      <p><strong>Source:</strong> <a href="https://radionorte.example/live">Radio Norte</a>; the city council</p>
      <p><b>Details:</b> The city council said on <time datetime="2024-06-26">Wednesday</time> that the bridge would
         <a href="/news/reopen">reopen in July</a>, according to a statement seen by
         <a href="https://radionorte.example/1"> Radio Norte</a>.</p>
      <p>Advertisement:</p>
      <div class="ad-slot"><p>Buy the new Zippy car now and save a thousand euros this summer.</p></div>
      <p>The council promised three things:</p>
      <ul><li>two lanes open by July;</li><li>a <a href="https://council.example/plan.pdf">full report</a> by autumn;</li>
        <li>no tolls.</li></ul>
      <p>He did not elaborate.</p>
      <blockquote><p>“We have waited long enough,” said Ms Li, a shop owner.</p></blockquote>
      <p>Read also: <a href="/news/other">Ports reopen after the strike</a></p>
      <p><a href="/news/another-story">Ferries cancelled for a third day as storm nears</a></p>
      <h2>Background:</h2>
      <p>A barge struck the bridge on 3 March, killing one person and hurting two others, police said at the time.</p>
      <p>The cause is not known. <a href="mailto:desk@harbourpost.example">Write to the desk</a></p>
      <p>Subscribe to our newsletter and never miss a story.</p>
      <p><em>Support Harbour Post or become our patron!</em></p>
    </div>
    <p class="tags">Tags: <a href="/t/bridge">bridge</a></p></article>
    <aside class="related"><h3>Related stories</h3>
      <ul><li><a href="/1">Mayor opens a school in the old town after long delays</a></li></ul></aside>
    </main><footer><p>© 2024 Harbour Media Ltd. All rights reserved.</p><form><label>Email</label><input></form></footer>
    <script>var x = "<p>This is a script and no paragraph of the report at all.</p>";</script>""",
    head="""<title>Bridge to reopen by July, officials say | Harbour Post</title>
    <meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://www.harbourpost.example/news/bridge">
    <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "WebSite", "name": "Harbour Post"},
      {"@type": "NewsArticle", "headline": "Bridge to reopen by July, officials say", "datePublished": "2024-06-27T14:30:00+02:00",
       "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Jo Hale"}],
       "publisher": {"@type": "Organization", "name": "Harbour Media Ltd"}}]}</script>""")

HARBOUR_TEXT = """Bridge to reopen by July, officials say

Engineers had closed the crossing in March after a barge struck it

The bridge, seen in April, carries 40,000 cars a day.

Source: Radio Norte; the city council

Details: The city council said on Wednesday that the bridge would reopen in July, according to a statement seen by Radio Norte.

The council promised three things:

two lanes open by July;
a full report by autumn;
no tolls.

He did not elaborate.

“We have waited long enough,” said Ms Li, a shop owner.

Background:

A barge struck the bridge on 3 March, killing one person and hurting two others, police said at the time.

The cause is not known. Write to the desk"""
