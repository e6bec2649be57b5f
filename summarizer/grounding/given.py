"""Given names that men or women nearly always bear: who is certainly no "she", or no "he".

Only names common in English-language news, and of one sex nearly everywhere; all others, such as Alex, Jordan or Jean,
tell nothing.
"""

from __future__ import annotations

_MEN = frozenset(
    """
    aaron abdul abdullah adam adolf ahmed alan albert alejandro alexander alfred ali andrei andrew andrzej anthony antonio arthur
    barack benjamin bernard bernie bill bob boris brandon brian bruce carl carlos charles christopher chuck craig daniel david
    dennis diego dmitry donald douglas edward emmanuel eric ernest ethan eugene felipe fernando francisco frank franz frederick
    gary george gerald giovanni giuseppe gregory hans harold harry hassan henry howard hugo hussein ibrahim igor ivan jack jacob
    jake james jason jeff jeffrey jeremy jim joe john jonathan jorge jose joseph joshua juan justin karl keith kenneth kevin
    khalid klaus lars lawrence leonard louis lucas luis manuel marco marcus mario mark martin matthew michael miguel mike
    mikhail mitt mohamed mohammad mohammed muhammad mustafa nathan nicholas nick nils oleg olaf oliver omar oscar otto pablo
    patrick paul pavel pedro peter philip pierre ralph ramon raymond ricardo richard rick robert rodrigo roger ronald
    russell ryan samuel scott sean sergei sergey stanley stephen steve steven stuart ted theodore thomas tim timothy tom tomas
    tony viktor vladimir volodymyr walter wayne wilhelm william wolfgang yusuf zachary
    """.split()
)
_WOMEN = frozenset(
    """
    abigail agnes aisha alexandra alice amanda amy ana andrea angela anita anna anne annie barbara beatrice bernadette bianca
    brenda camila carla carmen caroline catherine cecilia charlotte christina christine claire claudia cynthia deborah diana
    diane donna dorothy edith eleanor elena elizabeth ellen emily emma erica eva evelyn fatima fiona florence gabriela gloria
    grace greta hannah heather heidi helen helena hillary ida ilse ingrid irene irina isabel isabella jacqueline jane janet
    jennifer jessica joan joanna judith julia julie karen kate katherine kathleen katie kristen laura lauren laurie
    linda lisa liz lucia lucy margaret maria marie marina marta martha mary megan melania melissa michelle monica nadia nancy
    natalia natalie natasha nicole nina olga olivia pamela patricia paula priti rachel rebecca rita rosa ruth samantha sandra sara
    sarah sharon sheila silvia sofia sonia sophia sophie stephanie susan suzanne svetlana tatiana teresa theresa tina ursula
    vanessa vera veronica victoria virginia yulia
    """.split()
)


def gender_of_name(name: str) -> str | None:
    """Return 'he' or 'she' where the first word of a person's full name tells; None for all others, and a last name alone."""
    first, *others = name.casefold().split() or [""]
    if not others:
        return None
    return "he" if first in _MEN else "she" if first in _WOMEN else None
