"""Settings: read once, from the environment and a file, and passed on as one frozen value.

docs/settings.md describes each; a test keeps that page complete.
"""

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

SETTINGS_FILE = Path("attain.toml")
SECRET = frozenset({"database", "model_server_key", "oidc_client_secret"})
"""The settings whose values may hold a password, and so stand in no message."""

Folder = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]
"""A path, of a folder or a file, that means the same wherever the process goes."""


class InvalidSettings(ValueError):
    """A setting is unknown or has a value that cannot be used; the message names it."""


class Settings(BaseSettings):
    """Everything a school can set. Environment variables are these names in capitals after `ATTAIN_`."""

    model_config = SettingsConfigDict(env_prefix="ATTAIN_", frozen=True, extra="forbid", env_ignore_empty=True)

    data: Folder = Field(default=Path("instance"), validate_default=True)
    """The folder of what this installation keeps: records, the built curriculum, the secret."""
    content: Folder | None = None
    """A built content folder to serve; the embedded curriculum in the data folder when not given."""
    database: str | None = None
    """The address of the records database; SQLite in the data folder when not given."""
    models: Folder | None = None
    """The folder that keeps model files; the account's cache folder when not given."""
    model: str = "qwen2.5-coder-1.5b-instruct"
    """A known model's name, the path of a GGUF file, `REPOSITORY/FILE` on the hub (with `model_sha256`), or `none`."""
    model_sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """The SHA-256 that a hub model's file must have."""
    model_server: str | None = Field(default=None, pattern=r"^https?://")
    """The address of an OpenAI-compatible server (ending in /v1) to use instead of the in-process model."""
    model_server_key: str | None = None
    """The key that the model server asks for."""
    model_context: int = Field(default=4096, ge=1024, le=131072)
    """How many tokens the model's context holds."""
    model_threads: int | None = Field(default=None, ge=1, le=256)
    """How many processor threads the model uses; one for each core when not given."""
    model_queue: int = Field(default=32, ge=1, le=1000)
    """How many replies may wait for the model; beyond that the authored words are shown at once."""
    reply_seconds: float = Field(default=20.0, gt=0, le=300)
    """How long a reply may take before the authored words are shown."""
    tracing: Folder | None = None
    """A file of fitted probabilities of knowledge tracing, as `attain mastery fit` writes; the defaults otherwise."""
    host: str = "127.0.0.1"
    """The address to listen on."""
    port: int = Field(default=8000, ge=1, le=65535)
    """The port to listen on."""
    web_threads: int = Field(default=8, ge=2, le=256)
    """How many pages are served at the same moment."""
    api_per_minute: int = Field(default=60, ge=1, le=100_000)
    """How many requests a minute each key of the API may make."""
    trusted_proxy: str | None = None
    """The address of the web server before this one, whose word on who asks and by which address is believed."""
    secure_cookies: bool = False
    """Whether cookies are sent over HTTPS only: turn on behind HTTPS."""
    session_minutes: int = Field(default=60, ge=5, le=1440)
    """How long a sign-in lasts without a page being opened."""
    oidc_issuer: str | None = Field(default=None, pattern=r"^(https://|http://(localhost|127\.0\.0\.1)[:/])")
    """The issuer of the school's own accounts, to sign in with them by OpenID Connect; over HTTPS."""
    oidc_client_id: str | None = None
    """What the sign-in service knows this installation by."""
    oidc_client_secret: str | None = None
    """The secret that belongs to the client id."""
    oidc_name: str = "Sign in with your school account"
    """What the button says."""
    roster_keys: Folder | None = None
    """The file of keys that seal UPNs; in the data folder when not given. Kept apart from copies of the records."""
    roster_leavers: int = Field(default=20, ge=0, le=100)
    """Per cent of a school's pupils that a list may mark as having left without a second tick."""
    demonstration: bool = True
    """Whether `attain setup` makes the demonstration school."""

    @field_validator("database")
    @classmethod
    def _database_is_supported(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("give sqlite:///PATH or postgresql://USER:PASSWORD@HOST/DATABASE")
        return value.replace("postgresql://", "postgresql+psycopg://") if value else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where settings come from, first wins: arguments, the environment, attain.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, SETTINGS_FILE)

    @property
    def database_url(self) -> str:
        """The address of the records database."""
        return self.database or f"sqlite:///{self.data / 'records.db'}"

    @property
    def content_folder(self) -> Path:
        """The built content folder that is served."""
        return self.content or self.data / "content"

    @property
    def secret_file(self) -> Path:
        """Where the generated secret is kept."""
        return self.data / "secret"

    @property
    def roster_keys_file(self) -> Path:
        """Where the keys that seal UPNs and lists of pupils are kept."""
        return self.roster_keys or self.data / "roster-keys"

    @property
    def rosters_folder(self) -> Path:
        """Where lists of pupils wait to be confirmed, sealed."""
        return self.data / "rosters"

    @property
    def set_up_file(self) -> Path:
        """Where the hashes of codes for the set-up are kept, until there is an account."""
        return self.data / "set-up-codes"


def refuse_unknown_variables() -> None:
    """Refuse an environment variable that begins like a setting and is none, so that a slip is seen.

    Raises:
        InvalidSettings: naming the variables.
    """
    known = {f"ATTAIN_{name.upper()}" for name in Settings.model_fields}
    if unknown := sorted(name for name in os.environ if name.startswith("ATTAIN_") and name not in known):
        raise InvalidSettings(f"{', '.join(unknown)}: there is no such setting; docs/settings.md lists them all")


def read_settings(**given: Any) -> Settings:
    """Return the settings of this installation.

    Raises:
        InvalidSettings: naming each setting that is unknown or wrong.
    """
    refuse_unknown_variables()
    try:
        return Settings(**given)
    except ValidationError as error:
        lines = [
            f"ATTAIN_{'_'.join(map(str, detail['loc'])).upper()}: {detail['msg']}"
            + ("" if detail["loc"][0] in SECRET else f" (it is now {detail['input']!r})")
            for detail in error.errors(include_url=False)
        ]
        raise InvalidSettings("\n".join(lines)) from None
    except (OSError, ValueError) as error:
        raise InvalidSettings(f"{SETTINGS_FILE} cannot be read: {error}") from error
