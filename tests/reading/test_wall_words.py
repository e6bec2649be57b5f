"""Walls in the languages that are known, and articles in them that only tell of walls."""

from __future__ import annotations

import re

import pytest

from summarizer.reading import html, wall_words, walls


def judged(title, *paragraphs, head=""):
    """Return what a page of these paragraphs is taken for."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    page = f"<html><head><title>{title}</title>{head}</head><body><main>{body}</main></body></html>"
    article = html.extract(page, "a.html")
    return walls.wall(page, article.text if article else None)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Einen Moment bitte …", "vell.example prüft die Sicherheit Ihrer Verbindung."),
        ("Vell Nachrichten", "Bitte bestätigen Sie, dass Sie kein Roboter sind. Wir haben ungewöhnliche Aktivitäten bemerkt."),
        ("Un instant…", "Vérification de la sécurité de votre connexion."),
        ("Vell", "Veuillez activer JavaScript et les cookies pour continuer."),
        ("Vell", "Confirmez que vous n’êtes pas un robot. Nous avons observé un trafic inhabituel sur votre réseau."),
        ("Un momento…", "vell.example comprueba la conexión."),
        ("Vell", "Verifica que no eres un robot para seguir. Esto tarda unos segundos y se hace una vez."),
        ("Vell", "Conferma di non essere un robot. Abbiamo rilevato un traffico insolito dalla tua rete."),
        ("Vell", "Confirme que você não é um robô. Detectamos tráfego incomum na sua rede."),
        ("Even geduld…", "We controleren de verbinding."),
        ("Vell", "Bevestig dat je geen robot bent. Er is ongebruikelijk verkeer van je netwerk."),
        ("Vell", "Potwierdź, że nie jesteś robotem. Wykryliśmy nietypowy ruch w Twojej sieci."),
        ("Vell", "JavaScript jest wyłączony w Twojej przeglądarce."),
        ("vell.example", '<span id="challenge-error-text">待って</span>'),
    ],
)  # fmt: skip
def test_bot_checks(title, words):
    """By their words, their title, or the marks that their makers leave."""
    assert judged(title, words) == "a check whether a person asks"


@pytest.mark.parametrize(
    "title",
    [
        *("Seite nicht gefunden", "Die gewünschte Seite wurde nicht gefunden", "Zugriff verweigert", "Fehler 404", "Dienst nicht verfügbar"),
        *("Page introuvable", "Cette page n’existe plus | Vell", "Accès refusé", "Erreur 403", "Service indisponible"),
        *("Página no encontrada", "Acceso denegado", "Error 500 | Vell", "Página não encontrada", "Acesso negado", "Erro 404"),
        *("Pagina non trovata", "Accesso negato", "Errore 404", "Pagina niet gevonden", "Toegang geweigerd", "Foutmelding"),
        *("Nie znaleziono strony", "Strona nie istnieje", "Odmowa dostępu", "Błąd 404"),
    ],
)  # fmt: skip
def test_error_messages(title):
    """In the page's title, or in its first words."""
    assert judged(title, "Vell 7.2") == "an error message"
    assert judged("Vell", f"{title}.", "Vell 7.2") == "an error message"


@pytest.mark.parametrize(
    "sentences",
    [
        (
            "Wir und unsere 842 Partner speichern Cookies auf Ihrem Gerät. Mit Ihrer Einwilligung verarbeiten wir personenbezogene Daten. "
            "Sie können Ihre Einwilligung jederzeit in der Datenschutzerklärung widerrufen. Alle akzeptieren."
        ),
        (
            "Nous et nos partenaires utilisons des cookies sur votre appareil. Avec votre consentement, nous traitons vos données personnelles. "
            "Vous pouvez retirer votre consentement à tout moment dans notre politique de confidentialité."
        ),
        (
            "Nosotros y nuestros 842 socios utilizamos cookies en tu dispositivo. Con tu consentimiento tratamos tus datos personales. "
            "Puedes cambiar tus preferencias de privacidad cuando quieras, usted o tu familia, en nuestra página de cookies."
        ),
        (
            "Noi e i nostri 842 partner utilizziamo i cookie sul tuo dispositivo. Con il tuo consenso trattiamo i tuoi dati personali. "
            "Puoi revocare il tuo consenso in qualsiasi momento nella nostra informativa sulla privacy e sui cookie."
        ),
        (
            "Nós e os nossos 842 parceiros utilizamos cookies no seu dispositivo. Com o consentimento que você nos der, tratamos dados pessoais. "
            "Você pode retirar o consentimento a qualquer momento na nossa política de privacidade."
        ),
        (
            "Wij en onze 842 partners plaatsen cookies op uw apparaat. Met uw toestemming verwerken wij uw persoonsgegevens voor advertenties. "
            "U kunt uw toestemming op elk moment intrekken via onze pagina over privacy en cookies."
        ),
        (
            "My i nasi partnerzy używamy plików cookies na Twoim urządzeniu. Za Twoją zgodą przetwarzamy Twoje dane osobowe w celach reklamowych. "
            "Możesz w każdej chwili wycofać zgodę w naszej polityce prywatności. Nasze ciasteczka są bezpieczne."
        ),
    ],
    ids=["de", "fr", "es", "it", "pt", "nl", "pl"],
)
def test_requests_to_accept_cookies(sentences):
    """Where nearly every sentence asks the reader."""
    assert judged("Vell", *re.split(r"(?<=\.)\s", sentences)) == "a request to accept cookies"


NEWS = (
    ("de", "Der Sturm hat vor Vell neun Boote versenkt, sagte die Hafenmeisterin am Dienstag in Skarn.", [
        "Jetzt anmelden und weiterlesen.", "Dieser Artikel ist exklusiv für Abonnenten.", "Um diesen Artikel weiterzulesen, bitte anmelden.",
        "Sie haben bereits ein Abo? Anmelden", "Weiterlesen mit Vell Plus"]),
    ("fr", "La tempête a coulé neuf bateaux au large de Vell, a annoncé mardi la capitainerie.", [
        "Abonnez-vous pour lire la suite.", "Cet article est réservé aux abonnés.", "Il vous reste 72,4 % de cet article à lire.", "Déjà abonné ? Se connecter"]),
    ("es", "La tormenta hundió nueve barcos frente a Vell, informó el martes la capitanía del puerto.", [
        "Suscríbete para seguir leyendo.", "Contenido exclusivo para suscriptores.", "¿Ya eres suscriptor? Inicia sesión"]),
    ("it", "La tempesta ha affondato nove barche al largo di Vell, ha detto martedì la capitaneria.", [
        "Abbonati per continuare a leggere.", "Contenuto riservato agli abbonati.", "Sei già abbonato? Accedi", "Accedi o registrati per leggere l'articolo."]),
    ("pt", "A tempestade afundou nove barcos ao largo de Vell, informou na terça-feira a capitania.", [
        "Assine para continuar lendo.", "Conteúdo exclusivo para assinantes.", "Já é assinante? Entrar"]),
    ("nl", "De storm bracht negen boten voor Vell tot zinken, zei de havenmeester dinsdag in Skarn.", [
        "Abonneer je om verder te lezen.", "Dit artikel is alleen voor abonnees.", "Al abonnee? Log in"]),
    ("pl", "Sztorm zatopił dziewięć łodzi koło Vell, poinformował we wtorek kapitanat portu.", [
        "Wykup dostęp, aby czytać dalej.", "Artykuł dostępny tylko dla prenumeratorów.", "Masz już prenumeratę? Zaloguj się", "Pozostało 80% artykułu"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "call"), [(words, call) for _, words, calls in NEWS for call in calls], ids=[f"{n[0]}-{i}" for n in NEWS for i in range(len(n[2]))]
)  # fmt: skip
def test_stubs_before_a_paywall(words, call):
    """A few sentences, and then the call."""
    assert judged("Vell", *([words] * 3), call) == "a stub before a paywall"


@pytest.mark.parametrize("words", [words for _, words, _ in NEWS], ids=[name for name, *_ in NEWS])
def test_a_short_article_is_one(words):
    """Without a call it is the article."""
    assert judged("Vell", *[f"{words} {number}." for number in range(4)]) is None


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        ("Behörde straft Orm Media wegen Cookies", [
            "Die Datenschutzbehörde in Vell hat am Montag gegen Orm Media eine Strafe von vier Millionen Kronen verhängt, weil das Unternehmen Cookies ohne Einwilligung setzte.",
            "Die Partner des Unternehmens hätten personenbezogene Daten gespeichert und für Werbung verkauft, heißt es in dem Bescheid. Sie hätten das gewusst.",
            "„Wir verwenden Cookies, um Ihr Erlebnis zu verbessern“, stand auf dem Banner. Einen Knopf zum Ablehnen gab es nicht.",
            "Ada Moor, die Leiterin der Behörde, sagte, die Einwilligung müsse so leicht zu verweigern sein wie zu geben. Das Unternehmen kündigte Klage an.",
        ]),
        ("La CNIV condamne Orm Media pour ses cookies", [
            "L'autorité de protection de la vie privée a infligé lundi une amende à Orm Media, dont les cookies étaient déposés sans le consentement du public.",
            "Les partenaires du groupe ont eu accès aux données personnelles de deux millions de lecteurs, selon la décision publiée lundi matin.",
            "Le groupe a annoncé qu'il ferait appel. Son action a perdu trois pour cent dans la journée. C'est la plus forte amende de l'année.",
        ]),
        ("El diario cobrará por leer", [
            "El diario de Vell pedirá a sus lectores que se suscriban para leer sus artículos desde enero, dijo el lunes su dueño en una carta a la plantilla.",
            "El contenido exclusivo costará tres coronas al mes. Entre los lectores hay dudas: unos dos mil ya han firmado una carta contra el cambio.",
            "La redacción tiene ahora noventa periodistas, veinte menos que hace un año. El dueño espera ganar diez mil suscriptores en dos años.",
        ]),
        ("Onderzoek: abonnees lezen minder", [
            "Abonnees van kranten lezen minder artikelen dan vijf jaar geleden, blijkt uit onderzoek van de universiteit van Vell dat maandag verscheen.",
            "Wie al abonnee is, leest gemiddeld negen artikelen per week. Het onderzoek liep twee jaar en er deden vierduizend mensen aan mee.",
            "De onderzoekers denken dat mensen vaker naar podcasts luisteren. Zij willen het onderzoek over vijf jaar herhalen.",
        ]),
        ("Erro médico custa três milhões", [
            "Um erro médico no hospital de Vell vai custar três milhões de coroas à seguradora, decidiu na segunda-feira o tribunal da cidade.",
            "A família tinha pedido cinco milhões. O hospital disse que lamenta o erro e que mudou as suas regras desde então, entre outras coisas as dos turnos.",
            "O advogado da família disse que vai ler a sentença antes de decidir se recorre. O julgamento durou nove dias.",
        ]),
        ("Błąd kosztował miasto milion", [
            "Błąd urzędnika kosztował miasto milion koron, poinformował w poniedziałek burmistrz Vell. Spółka chce wykupić działkę, aby uzyskać dostęp do drogi.",
            "Radni mają dostęp do dokumentów od wtorku. Opozycja żąda wyjaśnień i zapowiada wniosek o odwołanie burmistrza.",
            "Burmistrz powiedział, że nie zamierza odejść. Sprawą zajmuje się prokuratura w Skarn, która przesłuchała już dziewięć osób.",
        ]),
        ("Un momento storico per Vell", [
            "È stato un momento storico per Vell: il consiglio ha eletto lunedì la prima sindaca della città, con trentuno voti contro ventotto.",
            "Gli abbonati al teatro pagheranno di meno, ha promesso la sindaca. Il contenuto del programma sarà pubblicato giovedì.",
            "L'opposizione ha chiesto di contare di nuovo i voti. Il tribunale deciderà entro la fine del mese, ha detto una portavoce.",
        ]),
    ],
    ids=["de", "fr", "es", "nl", "pt", "pl", "it"],
)  # fmt: skip
def test_articles_are_articles(title, paragraphs):
    """Though they tell of cookies, of errors, of subscribers, or of a moment."""
    assert judged(title, *paragraphs) is None
    assert judged(title, *paragraphs, head='<meta property="og:type" content="article">') is None


@pytest.mark.parametrize("name", [name for name in vars(wall_words) if name.isupper() and not name.startswith("_")])
@pytest.mark.parametrize(
    "words", ["a " * 10_000, "Sie " * 5_000, "activa " * 3_000, "to continue reading " * 1_000, "é" * 20_000]
)
def test_long_lines_cost_little(name, words):
    """As much as a page without article shows at the most."""
    getattr(wall_words, name).search(words[:20_000])
