"""Pages of our own making: invented articles in the layouts that news comes in, each with its true main text.

What stands around an article is written to be mistaken for it: full sentences with names and figures. A layout is a
`string.Template`: `$p` are the article's paragraphs, `$one` to `$four` its first four, `$rest` the others, and the names in
`AROUND` what belongs to the page and not to the article.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from string import Template

TEXTS = Path(__file__).with_name("page_texts.json")

AROUND = {
    "nav": '<header><a href="/">Vell News</a><nav class="menu"><ul>'
    + "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in "News Politics World Business Sport".split())
    + '</ul></nav><p class="date">Latest edition: Friday</p></header>',
    "related": '<aside class="related"><h3>Related stories</h3><ul>'
    '<li><a href="/1">Mayor of Ostby says old bridge will stay shut until spring</a></li>'
    '<li><a href="/2">Three killed as bus leaves road near Halden, police say</a></li>'
    '<li><a href="/3">Court orders Orm Media to pay 4 million crowns</a></li></ul></aside>',
    "teasers": '<section class="more"><h2>More from Vell News</h2><div class="card"><h3><a href="/4">Bridge stays shut</a></h3>'
    "<p>The mayor of Ostby, Karl Ness, said on Sunday that the old bridge would stay shut until spring at least.</p></div>"
    '<div class="card"><h3><a href="/5">Bus crash kills three</a></h3><p>Three people were killed when a bus left the road near Halden, '
    "the police said on Saturday.</p></div></section>",
    "letter": '<div class="newsletter-signup"><h4>The morning letter</h4><p>Sign up for our morning newsletter, which 40,000 '
    'readers get each day.</p><form action="/letter"><input name="mail"><button>Sign up</button></form></div>',
    "comments": '<div id="comments" class="comments-area"><h2>3 comments</h2><ol><li class="comment"><p>Rolf72 says: I heard that '
    "12 more people are missing and that the police hide it.</p></li><li class='comment'><p>Gerd says: My neighbour works there "
    "and told me that the company lied to 5,000 workers.</p></li></ol></div>",
    "cookies": '<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We value your privacy. We and our 842 partners '
    "store and access personal data on your device.</p><p>You may accept or reject this at any time.</p>"
    "<button>Accept all</button><button>Reject all</button></div>",
    "bio": '<div class="author-bio"><h4>About the author</h4><p>Mona Berg has written about the coast since 2011 and won the '
    "Skarn press prize in 2019.</p></div>",
    "share": '<div class="share-buttons"><a href="#">Share on Facebook</a> <a href="#">Tweet</a> <a href="#">Copy link</a></div>',
    "ad": '<div class="ad-slot advert"><span>Advertisement</span><a href="/ad">Tessel Savings pays 4.5 percent on your money.</a></div>',
    "appeal": '<aside class="support-banner"><p>Vell News is read by 300,000 people and belongs to nobody. If you can, give 5 '
    "crowns a month so that we can go on.</p></aside>",
    "foot": "<footer><p>© 2024 Vell News Ltd, registered in Skarn under number 482910. All rights reserved.</p>"
    '<p>The editor, Hans Ost, is responsible for the content.</p><a href="/imprint">Imprint</a></footer>',
    "read": '<div class="most-read"><h3>Most read</h3><ol><li><a href="/6">Queen of Orm falls ill, palace says</a></li>'
    '<li><a href="/7">Rovers sack their coach after nine defeats</a></li></ol></div>',
    "caption": '<figure><img src="/a.jpg" alt="A harbour"><figcaption>The harbour on Tuesday. Photo: Mona Berg/Vell '
    "News</figcaption></figure>",
    "cards": "<div><a href='/4'><h3>Bridge stays shut</h3></a><p>The mayor of Ostby, Karl Ness, said on Sunday that the old bridge would "
    "stay shut until spring at least.</p></div><div><a href='/5'><h3>Bus crash kills three</h3></a><p>Three people were killed when a bus left the "
    "road near Halden, the police said on Saturday.</p></div>",
    "links": "".join(f'<li><a href="/s/{n}">Section {n} of the site with all its news</a></li>' for n in range(250)),
}
_ALLOWED = ("The harbour on Tuesday. Photo: Mona Berg/Vell News", "What is known", "Latest")  # count neither way

LAYOUTS: dict[str, str] = {
    "classic blog": '<body class="single"><div id="page">$nav<div id="main"><h1 class="title">$title</h1><div class="meta">Posted on '
    '3 May by <a href="/mona">Mona Berg</a></div><div class="post">$p</div>$share$comments</div><div id="sidebar">$read$letter</div>'
    "$foot</div></body>",
    "newspaper": "<body>$nav<main><article><header><h1>$title</h1><p class='standfirst'>$lead</p><p class='byline'>By Mona Berg</p>"
    "</header>$share<div class='article-body'>$one$two$related$three$four$rest</div></article><aside class='sidebar'>$read$ad</aside></main>"
    "$teasers$foot</body>",
    "live blog": "<body>$nav<main><h1>$title</h1><div class='liveblog'><article class='live-entry'><time>11:42</time><h2>Latest</h2>$one"
    "</article><article class='live-entry'><time>11:10</time>$two$three</article><article class='live-entry'><time>10:05</time>$four$rest"
    "</article></div></main>$letter$foot</body>",
    "AMP": "<body><amp-sidebar id='menu'><ul>$links</ul></amp-sidebar><article class='amp-wp-article'><header><h1>$title</h1></header>"
    "<amp-img src='/a.jpg'></amp-img><div class='amp-wp-article-content'>$one<amp-ad type='x'></amp-ad>$two$three$four$rest</div>"
    "<footer class='amp-wp-article-footer'>$related</footer></article></body>",
    "cookie banner": "<body>$cookies$nav<article><h1>$title</h1>$p</article>$foot</body>",
    "comments": "<body>$nav<article><h1>$title</h1>$p</article>$comments$foot</body>",
    "related inside": "<body>$nav<article><h1>$title</h1>$one$two$related$three$four$related$rest</article>$foot</body>",
    "newsletter inside": "<body>$nav<article><h1>$title</h1>$one$letter$two$three$appeal$four$rest</article>$foot</body>",
    "captions": "<body>$nav<article><h1>$title</h1>$caption$one$two$caption$three$four$rest</article>$foot</body>",
    "table": "<body>$nav<article><h1>$title</h1>$one$two<table><tr><th>Place</th><th>Boats</th></tr><tr><td>Orm</td><td>14</td></tr>"
    "</table>$three$four$rest</article>$related$foot</body>",
    "pull quotes": "<body>$nav<article><h1>$title</h1>$one$two<aside class='pullquote'>“$quote”</aside>$three$four$rest</article>$foot</body>",
    "print page": "<body><p>Vell News</p><hr><b>$title</b><br><br>$br<hr><p>Printed from www.vell.example/news/1</p></body>",
    "WordPress": "<body class='post-template-default single'><div class='site'>$nav<main id='main'><article class='post hentry'><header "
    "class='entry-header'><h1 class='entry-title'>$title</h1></header><div class='entry-content'>$p<div class='sharedaddy'><h3>Share "
    "this:</h3>$share</div><div id='jp-relatedposts' class='jp-relatedposts'>$related</div></div><footer class='entry-footer'>Filed under "
    "<a href='/c'>Coast</a></footer></article>$bio$comments</main><aside class='widget-area'>$read</aside>$foot</div></body>",
    "Ghost": "<body class='post-template'><div class='gh-site'>$nav<main class='gh-main'><article class='gh-article post'><header "
    "class='gh-article-header'><h1 class='gh-article-title'>$title</h1><p class='gh-article-excerpt'>$lead</p></header><section class="
    "'gh-content gh-canvas'>$one$two<div class='kg-card kg-cta-card'><p>Become a member for 3 crowns a month.</p></div>$three$four$rest"
    "</section></article><div class='gh-read-next'>$teasers</div></main>$foot</div></body>",
    "Drupal": "<body class='node-type-article'>$nav<div class='region-content'><div class='node node-article'><h1 class='page-title'>$title"
    "</h1><div class='field field-name-body'><div class='field-items'><div class='field-item even'>$p</div></div></div></div></div>"
    "<div class='region-sidebar-second'><div class='block block-views'>$read</div></div>$foot</body>",
    "linked data only": "<head><script type='application/ld+json'>$data</script></head><body><div><div>$nav</div><div><div><div>$title</div>"
    "<div>$p</div></div><div>$related</div></div></div></body>",
    "broken": "<body>$nav<div><article><h1>$title<p>$open<div class=comments><p>Rolf72 says: 12 more people are missing.<p></article>",
    "endless menu": "<body><nav><ul>$links</ul></nav><article><h1>$title</h1>$p</article><footer><ul>$links</ul></footer></body>",
    "next article below": "<body>$nav<article class='main-article'><h1>$title</h1>$p</article><div class='infinite-scroll next-articles'>"
    "$teasers</div>$foot</body>",
    "author box": "<body>$nav<article><h1>$title</h1>$p$bio</article>$foot</body>",
    "call to subscribe": "<body>$nav<article><h1>$title</h1>$p</article><div class='paywall-overlay'><p>Subscribe for 3 crowns a month "
    "and read all 900 stories that our reporters write.</p></div>$foot</body>",
    "table layout": "<body><table width='100%'><tr><td colspan=3>$nav</td></tr><tr><td width=150><ul>$short</ul></td><td><h1>$title</h1>$p</td>"
    "<td width=150>$read</td></tr><tr><td colspan=3>$foot</td></tr></table></body>",
    "sections": "<body>$nav<article><section><div><h1>$title</h1><h2>$lead</h2></div></section><section><div>$one$two</div></section>"
    "<section><h2>What is known</h2><div>$three$four$rest</div></section></article><section>$teasers</section>$foot</body>",
    "posts inside": "<body>$nav<article><h1>$title</h1>$one$two<blockquote class='twitter-tweet'><p>So sad about this, 80 boats are gone and "
    "nobody helps us</p>— Rolf (@rolf72) <a href='#'>May 2</a></blockquote>$three$four$rest</article>$foot</body>",
    "correction": "<body>$nav<article><h1>$title</h1>$p<div class='editors-note correction'><p>This article was amended on 3 May.</p></div>"
    "</article>$foot</body>",
    "Substack": "<body><div class='main-menu'>$nav</div><article class='newsletter-post post'><h1 class='post-title'>$title</h1><h3 class="
    "'subtitle'>$lead</h3><div class='available-content'><div class='body markup'>$one$two<div class='subscription-widget-wrap'><p>Thanks "
    "for reading! Subscribe for free to receive new posts and support my work.</p><form><button>Subscribe</button></form></div>$three$four"
    "$rest</div></div></article>$comments</body>",
    "share and ads": "<body>$nav<main><h1>$title</h1>$share$one$ad$two$three$ad$four$rest$share</main>$teasers$foot</body>",
    "divs": "<body><div class='top'>$short</div><div class='c1'><div class='c2'><div class='c3'>$title</div>$divs</div></div><div class='c9'>"
    "$teasers</div></body>",
    "read more lines": "<body>$nav<article><h1>$title</h1>$one<p><strong>Read more:</strong> <a href='/1'>Mayor of Ostby says old bridge will "
    "stay shut until spring</a></p>$two$three<p><a href='/2'>Three killed as bus leaves road near Halden, police say</a></p>$four$rest"
    "</article>$foot</body>",
    "audio and tools": "<body>$nav<article><h1>$title</h1><div class='audio-player'>Listen to this article · 4 min</div><div class='tools'>"
    "Font size A A A</div>$p<p class='tags'>Topics: <a href='/t'>Coast</a>, <a href='/u'>Weather</a></p></article>$read$foot</body>",
    "list of facts": "<body>$nav<article><h1>$title</h1>$one<ul><li>Nine boats, the oldest of them built in 1961</li><li>Forty people on board"
    "</li><li>Waves of 11 metres</li></ul>$two$three$four$rest</article>$foot</body>",
    "appeal in the text": "<body>$nav<article><h1>$title</h1>$one$two$three$four$rest<p><em>Sign up for our morning newsletter.</em></p>"
    "<p>Follow Vell News on <a href='#'>Facebook</a> and <a href='#'>X</a>.</p></article>$foot</body>",
    "hidden words": "<body>$nav<article><h1>$title</h1>$one<div style='display:none'><p>The prime minister of Vell resigned on Monday, her "
    "office said.</p></div>$two$three$four$rest</article>$foot</body>",
    "two columns": "<body>$nav<div class='row'><div class='col-8'><h1>$title</h1><div class='content'>$p</div></div><div class='col-4'>$teasers"
    "$read$letter</div></div>$foot</body>",
    "hashed names": "<body><div class='css-h1'>$nav</div><main class='css-a1'><h1>$title</h1><div class='css-b2'>$one$two</div><div class="
    "'css-c3'><p>Sign up for our morning newsletter, which 40,000 readers get each day.</p><button>Sign up</button></div><div class='css-b2'>"
    "$three$four$rest</div><div class='css-d4'>$cards</div></main><div class='css-f9'>$foot</div></body>",
    "teasers in the article": "<body>$nav<article><h1>$title</h1>$p<div class='x1'>$cards</div></article>$foot</body>",
    "comments without a name": "<body>$nav<main><article><h1>$title</h1>$p</article><h2>Comments</h2><ul><li><b>Rolf72</b><p>I heard that 12 more "
    "people are missing and that the police hide it.</p></li><li><b>Gerd</b><p>My neighbour says that they lied to 5,000 workers.</p></li></ul>"
    "</main>$foot</body>",
    "podcast in the text": "<body>$nav<article><h1>$title</h1>$one$two<p><em>Listen to our podcast on the coast, which has had 200 episodes since "
    "2018.</em></p>$three$four$rest<p>Have you a tip for us? Write to <a href='mailto:tips@vell.example'>tips@vell.example</a>.</p></article>"
    "$foot</body>",
    "embedded video": "<body>$nav<article><h1>$title</h1>$one<div class='video'><video src='/v.mp4'></video><p>Your browser does not support this "
    "video.</p><span>01:32</span></div>$two$three$four$rest</article>$foot</body>",
    "contents at the top": "<body>$nav<article><h1>$title</h1><ul><li><a href='#1'>What the harbour master said on Monday</a></li><li><a href="
    "'#2'>How high the waves of the night were</a></li></ul>$p</article>$foot</body>",
    "calls in the text": "<body>$nav<article><h1>$title</h1>$one<p>Subscribe for 3 crowns a month and read all 900 stories that our reporters "
    "write.</p>$two<p>Support our work: give 5 crowns a month.</p>$three<p>Join the 40,000 readers who get our morning letter.</p>$four<p>Become a "
    "member for 3 crowns a month.</p>$rest<p>Thanks for reading! Vell News has had 12,000 supporters since 2018.</p><p>Vell News is read by "
    "300,000 people. If you can, give 5 crowns a month so that we can go on.</p><p>The views expressed in this article are the author's "
    "own.</p></article>$foot</body>",
}
_FOREIGN = {"de": "cookie banner", "fr": "newspaper", "es": "WordPress", "pl": "classic blog", "ru": "Drupal", "ar": "sections",
            "he": "newspaper", "ja": "WordPress"}  # fmt: skip
_LEGACY = {"pl": "iso-8859-2", "ru": "windows-1251", "ja": "shift_jis", "fr": "windows-1252"}
_FACTS = ("Nine boats, the oldest of them built in 1961", "Forty people on board", "Waves of 11 metres")


@dataclass(frozen=True)
class Page:
    """A page as a file, the paragraphs that are its article, and the lines that may be taken for a part of it."""

    name: str
    body: bytes
    main: tuple[str, ...]
    beside: tuple[str, ...]


def pages() -> list[Page]:
    """Return every page: each layout with an English article, and those in other languages and encodings."""
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    english = cycle(text for text in texts if text["language"] == "en")
    made = [_page(name, name, next(english)) for name in LAYOUTS]
    for text in texts:
        if text["language"] in _FOREIGN:
            layout = _FOREIGN[text["language"]]
            made.append(_page(f"{text['language']}, {layout}", layout, text))
    return made


def _page(name: str, layout: str, text: dict[str, str | list[str]]) -> Page:
    language, title, lead = (str(text[key]) for key in ("language", "title", "lead"))
    parts = [str(part) for part in text["text"]]
    escaped = [html.escape(part) for part in parts]
    paragraphs = [f"<p>{part}</p>" for part in escaped]
    data = {"@type": "NewsArticle", "headline": title, "datePublished": "2024-05-03", "author": {"name": "Mona Berg"}}
    quote = parts[1].split(". ")[0]
    slots = AROUND | {
        "title": html.escape(title),
        "lead": html.escape(lead),
        "p": "\n".join(paragraphs),
        "one": paragraphs[0],
        "two": paragraphs[1],
        "three": paragraphs[2],
        "four": paragraphs[3],
        "rest": "\n".join(paragraphs[4:]),
        "br": "<br><br>\n".join(escaped),
        "open": "\n<p>".join(escaped),
        "divs": "".join(f"<div class='t'>{part}</div>" for part in escaped),
        "quote": html.escape(quote),
        "short": "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(12)),
        "data": json.dumps(data),
    }
    encoding = _LEGACY.get(language, "utf-8")
    turned = " dir='rtl'" if language in ("ar", "he") else ""
    head = (
        ""
        if layout == "linked data only"
        else f"<head><meta charset='{encoding}'><title>{html.escape(title)} | Vell News</title></head>"
    )
    page = f"<!DOCTYPE html><html lang='{language}'{turned}>{head}{Template(LAYOUTS[layout]).substitute(slots)}</html>"
    facts = _FACTS if layout == "list of facts" else ()
    return Page(name, page.encode(encoding, "xmlcharrefreplace"), (*parts, *facts), (title, lead, *_ALLOWED))
