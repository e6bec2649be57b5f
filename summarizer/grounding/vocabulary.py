"""Words that tell what a capitalised word is: a name's beginning, a body, a place, or nothing but a sentence's start.

All are in lower case. A longer list only helps; none of them is needed for a name to be found.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DATES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter"
)
PRONOUNS = _words(
    "i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours"
    " ourselves they them their theirs themselves who whom whose which that this these those one ones both each either"
    " neither none all some many others another everyone everybody someone somebody anyone anybody nobody latter former"
)
ORDINARY = _words(
    "a an the and but or nor so yet if in on at to from by with for of as about above across after against along amid"
    " among around before behind below beneath beside besides between beyond despite down during except inside into"
    " like near off onto out outside over past since than through throughout till toward towards under until up upon"
    " via within without when where why how what while although though because unless whereas whether once then there"
    " here now today tomorrow yesterday tonight later earlier recently meanwhile however moreover furthermore also"
    " even still just only not no yes never ever always often sometimes perhaps maybe instead thus hence therefore"
    " nevertheless nonetheless otherwise indeed again already soon most more much few several every any such same other"
    " first second third last next new old former late early two three four five six seven eight nine ten half is are"
    " was were be been being has have had do does did will would shall should can could may might must let ask see read"
    " get go come look take make give keep say think know want need use try watch follow click sign share please thank"
    " thanks well oh ok okay hello dear sorry right wrong good bad great big small long short high low top best worst"
    " police people officials experts analysts sources authorities residents witnesses critics supporters lawyers"
    " doctors scientists researchers investors traders voters workers troops soldiers images documents records reports"
    " figures data news oil gas gold inflation growth trade war peace money work life time part one none nobody nothing"
    " something everything everyone anyone someone it he she they we you i this that these those his her their our my"
    " its your who whom whose which both either neither each all some many another others according asked added speaking"
    " updated breaking exclusive opinion analysis editorial photo video image file advertisement related published"
    " government parliament congress lawmakers prosecutors investigators rescuers firefighters economists children women"
    " shares members copies leaders dozens scores hundreds thousands millions"
    " men students teachers parents family families friends neighbours neighbors local state national international"
    " foreign military public private political economic social global world home back far less little same soon rather"
)
"""Words that start sentences and are no names."""
OPENING = _words(
    "new first second third national international state local foreign military public political economic social global"
    " world home big great small high old former children women investors workers oil gas gold trade military near"
)
"""Ordinary words that a name may open with: "New York", "State Department", "World Economic Forum"."""
ORGANIZATIONS = _words(
    "ministry university college school center centre institute institution inc inc. ltd ltd. llc plc corp corp. company"
    " co. group party agency council union army navy force forces guard corps news times post journal press media court"
    " police committee commission bank corporation association federation foundation organization organisation office"
    " department service services bureau board society church league club alliance front movement parliament congress"
    " senate assembly government administration authority house fund trust network airlines airways industries systems"
    " technologies museum hospital observatory academy treasury command brigade battalion division military cabinet"
    " republicans democrats exchange laboratory television insider reuters politburo secretariat pact treaty studies"
    " act amendment clause project tower building"
)
"""Words that show a name to be a body's."""
COMPANIES = _words(
    "lines motors energy shipping foods pharmaceuticals pharma holdings partners utilities logistics railways railway"
    " railroad electric petroleum oil gas mining marine media shipyards steel aerospace power water electronics software"
    " semiconductor insurance brewery breweries telecom mobile chemicals entertainment studios records pictures"
    " hotels resorts stores supermarkets ferries freight trucking transit"
)
"""What companies' names of several words end with."""
PLACES = _words(
    "river street road avenue city town village peninsula sea ocean lake mountain mountains mount island islands valley"
    " bay airport square province region oblast county district bridge strait gulf coast desert harbour harbor port park"
    " forest canal border beach hill hills heights terminal station stadium prefecture governorate highway channel cape"
)
"""Words that show a name to be a place's."""
SEATS = _words(
    "kremlin pentagon whitehall holyrood stormont senedd elysee miraflores planalto moncloa bankova zhongnanhai"
)
"""Seats of power, which act themselves."""
SEAT_PHRASES = frozenset({"white house", "downing street", "10 downing street", "capitol hill", "quai d'orsay"})
PLURALS = _words("people men women children troops personnel police staff media others")
"""Nouns of several people."""
DESCRIBED = _words(
    "experts officials analysts authorities sources residents witnesses critics supporters investigators"
)
"""Plurals of those who speak unnamed."""
SMALL = _words("of the for and on in de la du des del van von der den da di bin ibn al el")
"""Words within names that an acronym leaves out."""
PARTICLES = _words("van von der den de la le du del della da di dos bin ibn ben al el ter y zu st")
"""Words within people's names."""
VAGUE = _words(
    "new north south east west northern southern eastern western central united great san santa saint el la al"
)
"""Words that open the names of many places."""
DIRECTIONS = _words("north south east west northern southern eastern western downtown greater upper lower inner outer")
"""Words that make a part of a place of its name."""
CORPORATE = _words(
    "inc inc. ltd ltd. llc plc corp corp. corporation company co. group news airlines airways industries"
)
"""Words that a company's name may go without."""
