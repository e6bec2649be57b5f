"""The words of pages that stand where an article should, in eight languages.

English, German, French, Spanish, Italian, Portuguese, Dutch and Polish. Each pattern is of what is said to the reader, not
of what an article says of others: an address ("Sie", "vous", "uw"), an imperative, or a set phrase. Every repeat is bounded.
"""

from __future__ import annotations

import re

_GAP = r"[^.!?]{0,60}\b"
_FLAGS = re.VERBOSE | re.IGNORECASE

BOT_CHECK = re.compile(
    r"""\b(?:
      (?:verify(?:ing)?|confirm|prove|make\ssure)\s(?:that\s)?you(?:['’]re|\sare)\s(?:not\sa\s(?:ro)?bot|(?:a\s)?human)
    | are\syou\sa\s(?:ro)?bot\?
    | checking\s(?:if\sthe\ssite\sconnection\sis\ssecure|your\sbrowser)
    | (?:enable|turn\son|activate)\s(?:java\s?script|js)\b
    | java\s?script\s(?:is|must\sbe|needs\sto\sbe|has\sto\sbe)\s(?:disabled|enabled|required|turned\son|not\s\w+)
    | unusual\s(?:traffic|activity)\sfrom\syour\b
    | complet(?:e|ing)\s(?:the|this|a)\s(?:security\scheck|captcha)
    | (?:pardon\sour\sinterruption|ddos\sprotection\sby|request\sunsuccessful\.\sincapsula)
    | (?:sorry,\s)?you\shave\sbeen\sblocked
    | dass\s(?:sie|du)\s(?:ein\smensch|kein\s(?:ro)?bot)\b | (?:sind\ssie|bist\sdu)\sein\s(?:mensch|(?:ro)?bot)\?
    | (?:ihr|dein)\sbrowser\swird\s(?:über|ge)prüft | ungewöhnliche[nrs]?\s(?:aktivität|datenverkehr|zugriff)\w*
    | que\svous\s(?:êtes\s(?:bien\s)?(?:un\s)?(?:être\s)?humain|n['’]êtes\spas\sun\srobot) | êtes-vous\sun\s(?:robot|humain)
    | (?:trafic|activité)\sinhabituel\w*
    | (?:verifi|confirm|demuestr|comprueb|comprob)\w{0,8}\sque\s(?:no\s)?(?:eres|usted\ses|es)\s(?:un\s)?(?:ser\shumano|human[oa]|robot) | (?:tráfico|actividad)\sinusual
    | di\s(?:non\s)?essere\sun\s?(?:robot|essere\sumano|umano) | che\s(?:non\s)?sei\sun\s?(?:robot|essere\sumano|umano)
    | traffico\s(?:insolito|anomalo)
    | que\s(?:você\s)?(?:é\s(?:um\s)?(?:ser\s)?humano|não\sé\sum\srobô) | (?:tráfego|atividade)\s(?:incomum|invulgar)
    | dat\s(?:u|je)\s(?:een\smens|geen\s(?:ro)?bot)\s(?:bent|ben)\b | (?:bent\su|ben\sje)\seen\srobot | ongebruikelijk\sverkeer
    | że\s(?:jesteś\sczłowiekiem|nie\sjesteś\s(?:ro)?botem) | nietypow\w+\sruch\w*
    | (?:aktivier|schalt|activ|active[zr]|habilit|abilit|attiv|ativ|inschakel|schakel|zet|włącz)\w{0,6}\s(?:\w+\s){0,3}java\s?script
    | java\s?script\s(?:ist|est|está|è|is|jest)\s(?:\w+\s){0,2}(?:deaktiviert|désactivé|desactivado|disabilitato|disattivato|desativado|desabilitado|uitgeschakeld|wyłączon\w+)
    )""",
    _FLAGS,
)
BOT_TITLE = re.compile(
    r"""(?:just\sa\smoment|attention\srequired|security\scheck|human\sverification|captcha)\b
    | (?:(?:nur\s)?einen\smoment(?:,?\sbitte)?|sicherheits(?:über)?prüfung|un\s(?:instant|moment)(?:\ss['’]il\svous\splaît)?|contrôle\sde\ssécurité
      |(?:solo\s)?un\smomento|un\sattimo|(?:só\s)?um\smomento|een\s(?:moment|ogenblik)|even\sgeduld|chwileczkę|proszę\sczekać)\W*$""",
    _FLAGS,
)
BOT_MARK = re.compile(
    r"cf-chl-|challenge-(?:form|error-text)|captcha-delivery\.com|px-captcha|_Incapsula_Resource|awsWafCookieDomainList"
)
"""What the makers of such checks write into the page's code, whatever its language."""

ERROR = re.compile(
    r"""(?:(?:
      (?:http\s)?(?:error\s)?(?:code\s)?(?:40\d|410|429|451|50\d)\b | (?:error|fehler|erreur|errore|erro|fout|foutmelding|błąd)\b
    | (?:the\s)?(?:page|file|article|story|site|content)\s(?:(?:was|is|could)\s)?(?:not\s(?:be\s)?(?:found|available)|unavailable)\b
    | (?:access|permission)\s(?:is\s|was\s|has\sbeen\s)?denied\b | forbidden\b | not\sfound\b | bad\s(?:request|gateway)\b
    | (?:service|temporarily)\sunavailable\b | internal\sserver\serror\b | too\smany\srequests\b
    | (?:oops|sorry|ups|hoppla|oups)\b | something\swent\swrong\b | we\scan['’]?t\sfind\s(?:that|this|the)\spage\b
    | (?:not\savailable|unavailable)\sin\syour\s(?:country|region|location)\b
    | (?:down|under|scheduled)\s(?:for\s)?maintenance\b
    | (?:die(?:se)?\s)?(?:gewünschte\s)?(?:seite|datei|inhalt|artikel)\s(?:wurde|konnte|ist)?\s?(?:leider\s)?nicht\s(?:gefunden|verfügbar|erreichbar)(?:\swerden)?\b
    | zugriff\sverweigert\b | dienst\snicht\sverfügbar\b | wartungsarbeiten\b
    | (?:la\s|cette\s)?(?:page|ressource)\s(?:demandée\s)?(?:(?:est\s)?introuvable|non\strouvée|n['’]existe\s(?:pas|plus)|n['’]a\spas\sété\strouvée)
    | accès\s(?:refusé|interdit)\b | service\s(?:temporairement\s)?indisponible\b
    | (?:la\s)?página\s(?:no\s(?:encontrada|disponible|existe)|não\s(?:encontrada|existe|disponível))\b
    | no\s(?:se\s(?:ha\s)?encontr\w+|encontramos|existe)\s(?:la|esta)\spágina\b | acceso\sdenegado\b | servicio\sno\sdisponible\b
    | (?:la\s)?pagina\snon\s(?:(?:è\sstata\s)?trovata|disponibile|esiste)\b | accesso\snegato\b | servizio\snon\sdisponibile\b
    | não\sencontr\w+\s(?:a|esta)\spágina\b | acesso\snegado\b | serviço\sindisponível\b
    | (?:de(?:ze)?\s)?pagina\s(?:is\s|werd\s|kon\s)?niet\s(?:gevonden|beschikbaar)\b | toegang\sgeweigerd\b
    | (?:ta\s)?strona\snie\s(?:istnieje|została\sznaleziona) | nie\sznaleziono\sstrony\b | (?:odmowa|brak)\sdostępu\b
    )\W*+){1,5}""",
    _FLAGS,
)

CONSENT = re.compile(
    r"""\b(?:cookies? | consent | privacy | personal\s(?:data|information) | store\sand/?(?:or)?\saccess | advertis\w+ | preferences | partners
    | vendors | einwilligung\w* | zustimm\w+ | datenschutz\w* | personenbezogene\w* | werbung | partnern?
    | consentement | confidentialité | vie\sprivée | données\spersonnelles | publicit\w+ | partenaires
    | consentimiento | privacidad | datos\spersonales | publicidad | socios | consenso | dati\spersonali | pubblicit\w+
    | consentimento | privacidade | dados\spessoais | publicidade | parceiros | toestemming | persoonsgegevens | advertenties
    | ciastecz\w+ | zgod\w+ | prywatno\w+ | dan(?:e|ych)\sosobow\w+ | reklam\w+ )\b""",
    _FLAGS,
)
TO_READER = re.compile(
    r"""\b(?:we | our | us | you | your | accept\sall | reject\sall | manage\s\w+ | this\s(?:web)?site\suses
    | wir | uns(?:er\w*)? | du\s(?:kannst|hast|bist|musst) | dein\w* | (?-i:Ihre?[mnrs]?|Ihnen) | (?<=[a-zäöüß,]\s)(?-i:Sie) | alle\s(?:akzeptieren|ablehnen|annehmen)
    | diese\s(?:web)?seite\s(?:nutzt|verwendet) | nous | notre | nos\s(?:partenaires|services|sites|cookies) | vous | votre | vos | tout\s(?:accepter|refuser) | ce\ssite\sutilise
    | nosotros | nuestr\w+ | usted | tus? | puedes | utilizamos | usamos | aceptar\s(?:todo|todas) | rechazar\s(?:todo|todas)
    | este\ssitio\s(?:web\s)?(?:utiliza|usa) | noi | nostr\w+ | tu[oaie]? | puoi | utilizziamo | usiamo | accetta\stutt\w | rifiuta\stutt\w
    | questo\ssito\s(?:web\s)?(?:utilizza|usa) | nossos? | nossas? | você | aceitar\s(?:tudo|todos) | rejeitar\s(?:tudo|todos)
    | este\ssite\s(?:utiliza|usa) | wij | ons | onze | uw | (?:u|je)\s(?:kunt|kan|gaat|geeft|hebt) | jouw | alles\s(?:accepteren|weigeren) | deze\s(?:web)?site\sgebruikt
    | nasz\w* | nami | twoj\w+ | ciebie | możesz | używamy | stosujemy | (?:akceptuj|odrzuć)\w*\swszystk\w+ | ta\sstrona\sużywa )\b""",
    _FLAGS,
)
SAYS_COOKIES = re.compile(r"\bcookies?\b|\bciastecz\w+|\bconsent\b|\beinwilligung\b", re.IGNORECASE)

PAYWALL = re.compile(
    rf"""\b(?:
      (?:subscribe|sign\s(?:in|up)|log\s?in|register|become\sa\s(?:member|subscriber)|create\s(?:a\sfree|an|your)\saccount|upgrade)\b
      {_GAP}(?:to\s(?:continue|keep|read|finish|unlock|access|view|see)\b|for\s(?:full|unlimited)\saccess)
    | (?:this|the\srest\sof\sth(?:is|e)|the\sfull)\s(?:\w+\s)?(?:article|story|content|post|report)\b[^.!?]{{0,40}}\b(?:for|to)\s(?:\w+\s){{0,3}}
      (?:subscribers?|members?)\b
    | (?:already|are\syou|not)\s(?:have\s)?an?\s(?:\w+\s)?(?:subscriber|subscription|member|account)\b
    | you(?:['’]ve|\shave)\s(?:reached|read|used|hit)\s(?:your|all|the)\b[^.!?]{{0,40}}\b(?:free|limit|monthly)
    | to\s(?:continue|keep)\sreading\b[^.!?]{{0,80}}\b(?:subscri|sign|log|register|account)
    | (?:abonnieren|anmelden|registrieren|einloggen|testen|freischalten)\b{_GAP}weiter(?:zu)?lesen\b
    | (?:um\s(?:den|diesen)|den)\s(?:\w+\s){{0,2}}(?:artikel|beitrag|text)\s(?:weiter)?(?:zu)?\s?lesen\b{_GAP}(?:abonnieren|anmelden|registrieren|abo\b)
    | weiterlesen\smit\s(?:\w+\s){{0,3}}(?:abo|plus|\+)
    | (?:dieser?|der|die|den)\s(?:\w+\s){{0,2}}(?:artikel|inhalt|text|beitrag)\s(?:ist|gibt\ses|können)?\s?(?:nur|exklusiv|ausschließlich)\s(?:\w+\s)?(?:für|mit)\s(?:\w+\s){{0,2}}(?:abonnent|mitglieder|abo\b|nutzer)\w*
    | (?:sie\shaben|schon|bereits|sind\ssie|noch\skein\w?)\s(?:\w+\s){{0,2}}(?:abonnent|abo|zugang|registriert)\w*\?
    | (?:abonnez|connectez|inscrivez|identifiez)-vous\b{_GAP}(?:pour\s(?:lire|continuer|poursuivre|accéder|débloquer|découvrir)|la\ssuite)
    | (?:cet\sarticle|la\ssuite(?:\sde\scet\sarticle)?|ce\scontenu|l['’]article|article)\s(?:est\s)?(?:exclusivement\s)?réservée?\s(?:aux?|à)\s(?:nos\s)?(?:abonn|membres)\w*
    | il\svous\sreste\s[\d.,]{{1,5}}\s?%\s(?:de\scet\sarticle\s)?à\s(?:lire|découvrir) | (?:déjà|pas\sencore)\sabonnée?\b
    | (?:suscríbete|suscríbase|inicia\ssesión|inicie\ssesión|regístrate|regístrese|identifícate)\b{_GAP}para\s(?:seguir|continuar|leer|acceder)
    | (?:este\s)?(?:artículo|contenido|reportaje)\s(?:es\s|está\s)?(?:exclusivo|solo|sólo|reservado)\s(?:para|a)\s(?:\w+\s)?(?:suscriptores|socios|abonados)
    | (?:ya|aún\sno|todavía\sno)\s(?:eres|es)\s(?:suscriptor|socio|abonado)\w*
    | (?:abbonati(?:\s(?:ora|subito|adesso|a\s\w+))?|(?:accedi|registrati|iscriviti|effettua\sil\slogin){_GAP})\s?per\s(?:continuare|leggere|accedere|proseguire)
    | (?:quest[oi]\s)?(?:articolo|contenuto)\s(?:è\s)?(?:riservat|esclusiv)o\s(?:per\s)?(?:agli|ai|gli)\s(?:abbonati|iscritti|soci) | (?:sei\sgià|non\ssei)\sabbonat\w
    | (?:assine|inscreva-se|faça\s(?:o\s)?login|cadastre-se|registe-se)\b{_GAP}para\s(?:continuar|ler|acessar|aceder|ter\sacesso|desbloquear)
    | (?:este\s)?(?:artigo|conteúdo|texto)\s(?:é\s)?(?:exclusivo|reservado|só)\s(?:para|a|aos?)\s(?:\w+\s)?(?:assinantes|membros) | (?:já|ainda\snão)\sé\sassinante
    | (?:abonneer|log\sin|meld\s(?:je|u)\saan|registreer)\b{_GAP}(?:verder|te)\s?lezen
    | (?:dit\sartikel|deze\sinhoud|het\s(?:hele|volledige)\sartikel)\sis\s(?:\w+\s){{0,3}}voor\s(?:abonnees|leden)\b | (?:al|nog\sgeen)\sabonnee\?
    | (?:zaloguj|zarejestruj|wykup|subskrybuj|kup)\b{_GAP}(?:aby|żeby|by)\s(?:czytać|przeczytać|kontynuować|uzyskać)
    | (?:artykuł|tekst|treść)\b[^.!?]{{0,40}}\b(?:tylko|wyłącznie)\sdla\s(?:\w+\s)?(?:prenumerator|subskrybent|zalogowan)\w* | pozostało\s(?:ci\s)?\d{{1,3}}\s?%\s(?:artykułu|tekstu)
    | (?:masz\sjuż|nie\smasz)\s(?:\w+\s)?(?:prenumerat|subskrypcj|konto)\w*
    )""",
    _FLAGS,
)
LETTER = re.compile(
    r"newsletter|podcast|alerts|e-?mail|nieuwsbrief|rundbrief|infolettre|boletín|boletim", re.IGNORECASE
)
