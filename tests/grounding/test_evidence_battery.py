"""A battery for proof: what may be said of an invented article, and what may not."""

from __future__ import annotations

import pytest

from summarizer.grounding.evidence import prove

ARTICLE = """KESTRAND (NVN) — Judge Mira Olden sentenced the banker Paul Arendt to six years in prison on Tuesday.
Arendt, 58, sold forged bonds worth €340m to two pension funds between 2014 and 2017, the court in Kestrand heard.
His lawyer, Ruth Calder, said he would appeal against the verdict. “My client never knew that the bonds were forged,” Calder
told reporters outside the court. Prosecutor Jonas Weil had asked for at least eight years.
The jury acquitted his former partner, Nadia Brome, of all charges. Brome left the court without speaking to the press.
Shares in Corvane Bank, which employed Arendt until 2018, rose 3 percent to 41 crowns. Corvane said it had bought back 5 million
of its own shares for 190m crowns. Its rival Halvex lost 7 percent. Corvane supports a tougher law on bonds; Halvex opposes it.
About half of the pensioners who lost money have been paid. Four in five of them live in the north.
In the election on 12 May the Green League won 48 of 120 seats, up from 31 four years ago, and the Union Party lost 22.
The League's leader, Tessa Lund, rejected a coalition with the Union Party. Turnout was 71 percent, fewer than 4 million voters.
Rovia defeated Kestrand United 2-0 in the cup final. The striker Ben Okara scored both goals and dedicated them to his mother.
Coach Lars Thorne did not play the captain, who was ill. Okara joined Rovia from Halden City in 2021.
A fire at a paper mill in Dovik killed three workers and hurt nine others; no children were hurt. The mill made paper for
schools. Firefighters put the fire out after 14 hours. “We could not reach the upper floor,” fire chief Olga Prell said.
The mill's owner did not pay for inspections, according to Prell. The inspectors never came to Dovik. The smoke drifted
20 km to the sea. The minister of labour, Hugo Stamm, accepted the resignation of the chief inspector, Vera Klint."""

TRUE = [
    "Paul Arendt was sentenced to six years in prison by Judge Mira Olden.",
    "A judge jailed the banker Paul Arendt for 6 years.",
    "Arendt sold forged bonds worth 340 million euros.",
    "Two pension funds bought forged bonds from Arendt between 2014 and 2017.",
    "Ruth Calder, Arendt's lawyer, said her client would appeal.",
    "His lawyer said he “never knew that the bonds were forged”.",
    "The prosecutor, Jonas Weil, had wanted at least 8 years.",
    "Nadia Brome was acquitted of all charges.",
    "The jury cleared Brome of all charges.",
    "Brome did not speak to the press.",
    "Shares in Corvane Bank went up 3% to 41 crowns.",
    "Corvane bought back five million of its own shares.",
    "Halvex fell by 7 percent.",
    "Corvane backs a tougher law on bonds.",
    "About 50 percent of the pensioners who lost money have been paid.",
    "80 percent of them live in the north.",
    "The Green League took 48 of the 120 seats.",
    "The Green League won 48 seats, compared with 31 four years ago.",
    "The Union Party lost 22 seats in the election on May 12.",
    "Tessa Lund refused a coalition with the Union Party.",
    "Lund, who leads the League, turned down a coalition with the Union Party.",
    "Turnout was 71%.",
    "Fewer than four million voters took part.",
    "Rovia beat Kestrand United 2–0 in the cup final.",
    "Kestrand United lost the cup final to Rovia.",
    "Kestrand United were beaten by Rovia.",
    "Ben Okara scored both of the goals.",
    "Okara moved from Halden City to Rovia in 2021.",
    "The captain did not play because he was ill.",
    "Three workers died in a fire at a paper mill in Dovik.",
    "Nine other workers were injured in the fire.",
    "Three workers were killed and nine injured.",
    "The fire in Dovik did not hurt any children.",
    "Firefighters extinguished the fire after fourteen hours.",
    "Firefighters “could not reach the upper floor”, Olga Prell said.",
    "The owner of the mill had not paid for inspections, Prell said.",
    "The inspectors did not come to Dovik.",
    "The smoke drifted 20 kilometres to the sea.",
    "The chief inspector, Vera Klint, resigned.",
    "Labour minister Hugo Stamm accepted Klint's resignation.",
    "Six years in prison is the sentence for Arendt.",
]

FALSE = [
    "Paul Arendt sentenced Judge Mira Olden to six years in prison.",
    "Judge Mira Olden sentenced Paul Arendt to eight years in prison.",
    "Judge Mira Olden sentenced Nadia Brome to six years in prison.",
    "Arendt sold forged bonds worth €340bn to two pension funds.",
    "Arendt sold forged bonds worth $340m to two pension funds.",
    "Arendt bought forged bonds from two pension funds.",
    "Arendt bought forged bonds worth €340m.",
    "Arendt sold forged bonds to pension funds between 2015 and 2017.",
    "His lawyer, Ruth Calder, said he would not appeal against the verdict.",
    "“My client always knew that the bonds were forged,” Calder told reporters.",
    "“My client never knew that the bonds were forged,” Weil told reporters.",
    "Prosecutor Jonas Weil had asked for at most eight years.",
    "The jury convicted his former partner, Nadia Brome, of all charges.",
    "The jury did not acquit Nadia Brome.",
    "Brome spoke to the press as she left the court.",
    "Brome arrived at the court without speaking to the press.",
    "Shares in Corvane Bank fell 3 percent to 41 crowns.",
    "Shares in Corvane Bank rose 3 percentage points to 41 crowns.",
    "Corvane said it had sold 5 million of its own shares.",
    "Shares in Halvex rose 3 percent to 41 crowns.",
    "Corvane lost 7 percent.",
    "Corvane opposes a tougher law on bonds.",
    "Halvex supports a tougher law on bonds.",
    "About a third of the pensioners who lost money have been paid.",
    "Four in five of them live in the south.",
    "The Green League won 31 of 120 seats, up from 48 four years ago.",
    "The Green League lost 48 of 120 seats.",
    "The Union Party won 48 of 120 seats.",
    "Tessa Lund accepted a coalition with the Union Party.",
    "Turnout was 71 percent, more than 4 million voters.",
    "Kestrand United defeated Rovia 2-0 in the cup final.",
    "Rovia lost to Kestrand United in the cup final.",
    "The goalkeeper Ben Okara scored both goals.",
    "Okara dedicated the goals to his father.",
    "Coach Lars Thorne played the captain, who was ill.",
    "Okara joined Halden City from Rovia in 2021.",
    "Okara joined Rovia from Halden City in 2017.",
    "A flood at a paper mill in Dovik killed three workers.",
    "A fire at a paper mill in Dovik killed nine workers and hurt three others.",
    "Children were hurt in the fire in Dovik.",
    "“We could reach the upper floor,” fire chief Olga Prell said.",
    "The mill's owner paid for inspections, according to Prell.",
    "The mill's owner did not pay for inspections, according to Stamm.",
    "The inspectors came to Dovik.",
    "The smoke drifted 20 miles to the sea.",
    "The minister of labour, Hugo Stamm, rejected the resignation of the chief inspector.",
    "Vera Klint accepted the resignation of Hugo Stamm.",
    "A fire at a paper mill in Kestrand killed three workers.",
]


@pytest.mark.parametrize("text", TRUE)
def test_what_the_article_says_is_carried(text):
    """The same in other words, other forms, or less of it."""
    assert prove(text, ARTICLE).reason is None


@pytest.mark.parametrize("text", FALSE)
def test_what_the_article_does_not_say_is_refused(text):
    """One number, unit, bound, name, verb, thing, speaker or "not" is another than the article's."""
    assert not prove(text, ARTICLE).holds
