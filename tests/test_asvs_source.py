"""What docs/asvs.md says of our own source. Each check is shown a bad line first, and finds it."""

import ast
import base64
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.serializers import JSONSerializer
from webauthn import generate_registration_options

from alongside.config.hashers import Argon2
from alongside.vault import sealing
from tests import house

Finds = Callable[[str], list[str]]


def called(source: str) -> Iterator[str]:
    """Every function that is called, by its dotted name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def imported(source: str) -> Iterator[str]:
    """Every module that is imported, and what is taken out of it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def calls_of(*names: str) -> Finds:
    return lambda source: [name for name in called(source) if name in names]


def imports_of(*names: str) -> Finds:
    def found(source: str) -> list[str]:
        return [name for name in imported(source) if name.split(".")[0] in names or name in names]

    return found


def patterns_made_of_words(source: str) -> list[str]:
    """Patterns put together from something that is not escaped."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).startswith("re.")
        and ast.unparse(node.func) != "re.escape"
        and node.args
        and _is_put_together(node.args[0])
    ]


def _is_put_together(pattern: ast.expr) -> bool:
    parts = [node for node in ast.walk(pattern) if isinstance(node, ast.Name | ast.Attribute)]
    if isinstance(pattern, ast.Name) or not parts:
        return False
    return "re.escape" not in ast.unparse(pattern)


def sql_made_of_words(source: str) -> list[str]:
    """Questions to a database put together from anything but fixed words and parameters."""
    asks = {"raw", "extra", "RawSQL", "execute", "executemany"}
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rsplit(".", 1)[-1] in asks
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]


def where(finds: Finds) -> set[str]:
    """Every file of working code in which something is found."""
    files = house.working_files()
    return {house.name_of(each) for each in files if finds(each.read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    ("finds", "bad"),
    [
        (calls_of("eval", "exec"), "eval(words)"),
        (calls_of("Template", "engine.from_string"), "Template(words)"),
        (calls_of("mark_safe", "SafeString"), "mark_safe(words)"),
        (imports_of("pickle"), "import pickle"),
        (imports_of("subprocess"), "from subprocess import run"),
        (imports_of("os.system"), "from os import system"),
        (patterns_made_of_words, "re.search('^' + words, text)"),
        (sql_made_of_words, "cursor.execute(f'SELECT {words}')"),
        (sql_made_of_words, "Moment.objects.raw('SELECT ' + words)"),
    ],
)
def test_each_check_finds_a_bad_line(finds: Finds, bad: str) -> None:
    assert finds(bad)
    assert not finds("words = 1")


# --- V1 -----------------------------------------------------------------------------------------


def test_words_are_escaped_last_by_the_template_and_by_nothing_before() -> None:
    # Drawings of a circle: every word in them went through `plainly`, and a test draws bad ones.
    assert where(calls_of("mark_safe")) <= {
        "alongside/circles/showing.py",
        "alongside/circles/svg.py",
        "alongside/rights/copies/circles.py",
    }
    for file in house.templates():
        assert not re.search(r"\|\s*safe\b|autoescape\s+off", file.read_text(encoding="utf-8"))
    # Drawings and pieces of our own, made of attributes and of pieces that were escaped.
    assert where(calls_of("SafeString")) <= {
        "alongside/kit/assets.py",
        "alongside/kit/square.py",
        "alongside/kit/templatetags/kit.py",
    }


def test_no_page_makes_a_script_of_words() -> None:
    for file in house.templates():
        for tag in re.findall(r"<script\b[^>]*>", file.read_text(encoding="utf-8")):
            assert "src=" in tag, file
    assert not [each for each in house.templates() if each.suffix == ".js"]


def test_no_address_in_a_page_begins_with_words() -> None:
    """An address is one of our own: made by its name, or by a variable that holds such a one."""
    begins = re.compile(r'(?:href|src|action)="\{\{\s*([^}|\s]+)')
    own = {
        each
        for file in house.templates()
        for each in begins.findall(file.read_text(encoding="utf-8"))
    }
    assert not {each for each in own if each.rsplit(".", 1)[-1] in {"words", "called", "q"}}


def test_questions_to_the_database_are_never_put_together_from_words() -> None:
    ours = {"alongside/config/again.py", "alongside/vault/keyring.py"}
    assert where(sql_made_of_words) <= ours, "names of our own tables, and as many ? as ids"


def test_nothing_is_run_on_the_machine_but_ourselves() -> None:
    ours = {
        "alongside/config/made_up.py",
        "alongside/config/serve.py",
        "alongside/kit/apart.py",
    }
    assert where(imports_of("subprocess")) == ours, "serving, and what is opened or made apart"
    assert where(imports_of("os.system", "os.popen", "pty", "shlex")) == set()
    assert where(calls_of("os.system", "os.popen", "os.execvp")) == set()


def test_words_in_a_pattern_are_escaped() -> None:
    ours = {"alongside/interchange/planning/sorts.py", "alongside/kit/paper/letters.py"}
    assert where(patterns_made_of_words) <= ours, "its own patterns and letters, joined"


def test_words_are_never_run_as_code() -> None:
    assert where(calls_of("eval", "exec", "compile", "__import__")) == set()
    scripts = "".join(each.read_text() for each in house.HOUSE.rglob("static/**/*.js"))
    assert not re.search(
        r"\beval\(|new Function\(|innerHTML|insertAdjacentHTML|document\.write", scripts
    )


def test_no_page_is_made_of_a_template_that_somebody_wrote() -> None:
    assert where(calls_of("Template", "Engine", "engines.from_string")) == set()


def test_what_comes_from_outside_is_never_made_into_objects() -> None:
    # Rows of ours, made ready in a file without a name, and read by the process that wrote them.
    ours = {"alongside/kit/lots.py"}
    assert where(imports_of("pickle", "marshal", "shelve", "yaml", "dill", "jsonpickle")) == ours
    assert settings.SESSION_SERIALIZER.endswith(JSONSerializer.__name__)


def test_nothing_is_asked_of_another_server_from_what_somebody_writes() -> None:
    reaching = (
        "requests",
        "httpx",
        "aiohttp",
        "urllib.request",
        "http.client",
        "smtplib",
        "ftplib",
    )
    assert where(imports_of(*reaching)) <= {"alongside/config/serve.py"}, "asks itself: am I up?"


# --- V3, V14: what scripts may do -----------------------------------------------------------------


def scripts() -> list[Path]:
    return sorted(house.HOUSE.rglob("static/**/*.js"))


def test_no_script_keeps_anything_in_the_browser() -> None:
    keeping = re.compile(
        r"localStorage|sessionStorage(?!\.clear\(\))|indexedDB|caches\.|cookieStore"
    )
    for file in scripts():
        assert not keeping.search(file.read_text(encoding="utf-8")), file
    cookies = [each.name for each in scripts() if "document.cookie" in each.read_text("utf-8")]
    assert cookies == ["leave.js"], "says that somebody left, and nothing else"


def test_no_script_listens_to_other_pages() -> None:
    for file in scripts():
        assert not re.search(r"""['"]message['"]|postMessage""", file.read_text(encoding="utf-8"))


def test_no_script_lets_words_name_what_it_changes() -> None:
    # Yjs itself is kept as it was made; what it is given are texts, never names of ours.
    for file in (each for each in scripts() if "vendor" not in each.parts):
        words = file.read_text(encoding="utf-8")
        assert not re.search(
            r"Object\.assign|__proto__|\.prototype\b|for \((?:const|let) \w+ in ", words
        )


def test_only_looking_for_words_puts_them_in_an_address() -> None:
    asked = [file.name for file in house.templates() if 'method="get"' in file.read_text("utf-8")]
    assert sorted(asked) == ["people.html", "search.html", "story.html"]


def test_the_server_keeps_no_answer_for_the_next_one_who_asks() -> None:
    assert where(imports_of("django.core.cache", "django.views.decorators.cache")) == set()
    assert not [name for name in settings.MIDDLEWARE if "cache" in name.lower()]


# --- V11 ----------------------------------------------------------------------------------------


def test_only_known_libraries_seal_and_sign() -> None:
    own = {"Crypto", "nacl", "rsa", "pyaes", "Cryptodome"}
    assert where(imports_of(*own)) == set()
    sealing_files = where(imports_of("cryptography"))
    assert sealing_files
    for file in sealing_files:
        taken = [n for n in imported((house.ROOT / file).read_text("utf-8")) if "ciphers" in n]
        assert all(each.rpartition(".")[2] in {"aead", "AESGCM"} for each in taken), file


def test_nothing_weak_is_hashed_with() -> None:
    weak = {"md5", "sha1", "new"}
    assert (
        where(lambda s: [n for n in called(s) if n in {f"hashlib.{each}" for each in weak}])
        == set()
    )
    sha1 = where(lambda s: re.findall(r"""["']sha1["']""", s))
    assert sha1 == {"alongside/accounts/numbers.py"}, "what apps with six numbers speak (RFC 6238)"


def test_chance_comes_from_the_system() -> None:
    assert where(imports_of("random", "numpy")) == set()


def test_keys_have_256_bits_and_no_two_are_one() -> None:
    made = {sealing.new_key() for _ in range(100)}
    assert len(made) == 100
    assert {len(key) * 8 for key in made} == {256}


def test_the_same_words_never_lie_sealed_the_same() -> None:
    cipher = AESGCM(sealing.new_key())
    sealed = [sealing.seal(cipher, "tea", b"here") for _ in range(100)]
    assert len({blob[1 : 1 + sealing.NONCE_BYTES] for blob in sealed}) == 100
    assert {sealing.unseal(cipher, blob, b"here") for blob in sealed} == {"tea"}


def test_words_changed_by_one_bit_do_not_open() -> None:
    cipher = AESGCM(sealing.new_key())
    sealed = bytearray(sealing.seal(cipher, "tea", b"here"))
    for at in range(len(sealed)):
        changed = bytes(sealed[:at]) + bytes([sealed[at] ^ 1]) + bytes(sealed[at + 1 :])
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(cipher, changed, b"here")


def test_passphrases_are_made_hard_to_guess_by_argon2id() -> None:
    settings_file = (house.HOUSE / "config" / "settings.py").read_text(encoding="utf-8")
    assert 'PASSWORD_HASHERS = ["alongside.config.hashers.Argon2"]' in settings_file
    assert make_password("a lamp in the street", hasher=Argon2()).startswith("argon2$argon2id$")
    # RFC 9106 and OWASP: 46 MiB and one pass at least.
    assert Argon2.memory_cost >= 46 * 1024
    assert Argon2.time_cost * Argon2.parallelism >= 1


def test_keys_of_phones_are_of_kinds_that_are_known_to_be_sound() -> None:
    asked = generate_registration_options(rp_id="localhost", rp_name="x", user_name="x")
    kinds = {each.alg.value for each in asked.pub_key_cred_params}
    # ES256/512, EdDSA, PS256-512 and RS256-512: none that hashes with SHA-1 (-65535).
    assert kinds <= {-7, -8, -36, -37, -38, -39, -257, -258, -259}


# --- V13, V15: what is shipped --------------------------------------------------------------------


def test_a_place_is_never_served_with_its_errors_open() -> None:
    tree = house.tree_of(house.HOUSE / "config" / "settings.py")
    said = [
        ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DEBUG"
    ]
    assert said == ["False"]


def test_no_secret_stands_in_the_source() -> None:
    likely = re.compile(r"""["']([A-Za-z0-9+/]{43}=|[A-Za-z0-9_-]{43,})["']""")
    made_up = {"settings_test.py"}
    for file in (each for each in house.working_files() if each.name not in made_up):
        for words in likely.findall(file.read_text(encoding="utf-8")):
            assert not _is_a_key(words), file


def _is_a_key(words: str) -> bool:
    """As random as 32 bytes are: letters of every kind, and hardly one like its neighbour."""
    mixed = all(re.search(kind, words) for kind in ("[a-z]", "[A-Z]", "[0-9]"))
    return mixed and len(set(words)) > 20


def test_a_secret_in_the_source_would_be_found() -> None:
    assert _is_a_key(base64.b64encode(sealing.new_key()).decode())
    assert not _is_a_key("alongside.accounts.tests.test_coming_in_words")


def test_every_package_is_pinned_hashed_and_written_down() -> None:
    locked = (house.ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", locked.strip())
    assert pins
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    written = (house.ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    names = re.findall(
        r'^\s+"([A-Za-z0-9_-]+)[\[=~>]', (house.ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )
    direct = [each for each in names if f"\n{each.lower()}==" in f"\n{locked.lower()}"]
    assert [each for each in direct if each.lower() not in written] == []


def test_no_form_takes_whatever_fields_are_sent() -> None:
    for file in house.working_files():
        for node in ast.walk(house.tree_of(file)):
            if isinstance(node, ast.ClassDef):
                assert "ModelForm" not in {ast.unparse(base).split(".")[-1] for base in node.bases}
    whole = where(lambda s: re.findall(r"request\.POST\.(?:dict|items)\(\)", s))
    assert whole <= {"alongside/interchange/views.py"}, "answers about columns, each looked up"
