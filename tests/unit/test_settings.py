"""Settings: all faults are told at once, and nothing secret has a default."""

from pathlib import Path

import pytest

from carnet.settings import Screen, Settings, SettingsError


def test_an_empty_environment_is_production_beside_the_program() -> None:
    settings = Settings.from_env({"PATH": "/usr/bin"})

    assert not settings.is_demonstration
    assert settings.database_url == "sqlite:///var/carnet.db"
    assert settings.key_file == Path("var/keys.json")
    assert settings.outbox == Path("var/outbox")
    assert (settings.kiosk_url, settings.console_url) == ("http://localhost:8000", "http://127.0.0.1:8001")
    assert settings.screen == Screen(1920, 1080, 3.613)


def test_the_data_folder_moves_everything_that_lies_in_it() -> None:
    settings = Settings.from_env({"CARNET_DATA": "/srv/carnet"})

    assert settings.database_url == "sqlite:////srv/carnet/carnet.db"
    assert settings.key_file == Path("/srv/carnet/keys.json")


def test_everything_can_be_said() -> None:
    settings = Settings.from_env(
        {
            "CARNET_MODE": "demonstration",
            "CARNET_DATA": "/srv/carnet",
            "DATABASE_URL": "postgresql://app@/carnet?host=/run/postgresql",
            "CARNET_KEY_FILE": "/etc/carnet/keys.json",
            "CARNET_KIOSK_HOST": "127.0.0.1",
            "CARNET_KIOSK_PORT": "9000",
            "CARNET_KIOSK_URL": "https://kiosk.example/",
            "CARNET_CONSOLE_PORT": "9001",
            "CARNET_KIOSK_NAME": "hall",
            "CARNET_SITE": "France services de Thiers",
            "CARNET_SCREEN": "1080x1920@4.03",
            "CARNET_SOCKET": "left, above",
        }
    )

    assert settings.is_demonstration
    assert settings.socket == "left, above"
    assert settings.kiosk_url == "https://kiosk.example"
    assert settings.console_url == "http://127.0.0.1:9001"


def test_all_faults_are_told_at_once() -> None:
    environ = {
        "CARNET_MODE": "test",
        "CARNET_DATA": " ",
        "DATABASE_URL": "mysql://root:s3cret@localhost/carnet",
        "CARNET_KIOSK_PORT": "80000",
        "CARNET_CONSOLE_PORT": "٨٠٠١",
        "CARNET_KIOSK_URL": "kiosk",
        "CARNET_SCREEN": "1920×1080",
        "CARNET_SOCKET": "somewhere",
        "CARNET_KIOSK_NAME": "",
        "CARNET_DATABASE": "sqlite:///x.db",
    }

    with pytest.raises(SettingsError) as told:
        Settings.from_env(environ)

    assert {fault.split(":")[0] for fault in told.value.faults} == set(environ)
    assert "s3cret" not in str(told.value)


def test_the_password_of_a_database_never_shows() -> None:
    settings = Settings.from_env({"DATABASE_URL": "postgresql://app:s3cret@localhost/carnet"})

    assert "s3cret" not in repr(settings)


def test_the_kiosk_and_the_console_cannot_share_an_address() -> None:
    with pytest.raises(SettingsError, match="CARNET_CONSOLE_PORT"):
        Settings.from_env({"CARNET_KIOSK_HOST": "127.0.0.1", "CARNET_KIOSK_PORT": "8001"})
