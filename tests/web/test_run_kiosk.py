"""One command starts everything, says plainly why it does not, and leaves no process behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from carnet.settings import Settings
from setup import ROOT, content

PATIENCE_S = 60


@pytest.fixture
def ports():
    """Two ports that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        return one.getsockname()[1], two.getsockname()[1]


@pytest.fixture
def data(tmp_path):
    """A data folder whose content counts as made: keys and tables, without people, letters or clips."""
    folder = tmp_path / "data"
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(folder)})
    folder.mkdir()
    content.make_keys(settings.key_file)
    content.migrate(settings.database_url)
    content.mark_made(settings)
    return folder


class House:
    """run_kiosk.py as a person starts it at a terminal."""

    def __init__(self, data, ports):
        kiosk, console = map(str, ports)
        command = [sys.executable, "run_kiosk.py", "--kiosk-port", kiosk, "--console-port", console]
        self.process = subprocess.Popen(
            [*command, "--data", str(data), "--demo"],
            cwd=ROOT,
            env={
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("CARNET_", "DATABASE_"))
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def wait_until_served(self):
        for line in self.process.stdout:
            if line.startswith("Ctrl-C"):
                return
        pytest.fail(self.process.stderr.read())

    def press_ctrl_c(self):
        os.killpg(self.process.pid, signal.SIGINT)

    def wait(self):
        """Return exit code and last words once every process that could still write a line has ended."""
        _, errors = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, errors

    def process_of(self, module):
        """The number of the process that runs `python -m module` for this house."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().split(b"\0")
                session = int((folder / "stat").read_text().rpartition(")")[2].split()[3])
            except (FileNotFoundError, ProcessLookupError):
                continue
            if session == self.process.pid and module.encode() in command:
                return int(folder.name)
        raise LookupError(module)


@pytest.fixture
def start():
    houses = []

    def start_house(data, ports):
        houses.append(House(data, ports))
        return houses[-1]

    yield start_house
    for house in houses:
        house.process.kill()
        house.process.communicate(timeout=PATIENCE_S)


def status_of(port, path="/"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    connection.request("GET", path, headers={"Host": f"localhost:{port}"})
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_taken_port_is_one_clear_line(start, data, ports):
    with socket.create_server(("127.0.0.1", ports[0])):
        code, errors = start(data, ports).wait()

    assert code == 2
    assert len(errors.splitlines()) == 1
    assert f"localhost:{ports[0]}" in errors
    assert "KIOSK_PORT" in errors


def test_a_folder_that_cannot_be_written_is_one_clear_line(start, tmp_path, ports):
    (tmp_path / "file").touch()

    code, errors = start(tmp_path / "file" / "data", ports).wait()

    assert code == 2
    assert len(errors.splitlines()) == 1
    assert str(tmp_path / "file" / "data") in errors


def test_everything_that_is_wrong_is_said_at_once(start, tmp_path, ports):
    (tmp_path / "file").touch()
    with socket.create_server(("127.0.0.1", ports[1])):
        code, errors = start(tmp_path / "file" / "data", ports).wait()

    assert code == 2
    assert len(errors.splitlines()) == 2


def test_a_word_in_place_of_a_port_is_one_clear_line(start, data):
    code, errors = start(data, ("eight thousand", 8001)).wait()

    assert code == 2
    assert len(errors.splitlines()) == 1
    assert "eight thousand" in errors


def test_both_addresses_answer_and_ctrl_c_leaves_no_process(start, data, ports):
    house = start(data, ports)
    house.wait_until_served()

    assert status_of(ports[0]) < 500
    assert status_of(ports[1]) < 500

    house.press_ctrl_c()
    code, errors = house.wait()
    assert code == 0
    assert "Traceback" not in errors


def test_a_killed_parent_takes_everything_with_it(start, data, ports):
    house = start(data, ports)
    house.wait_until_served()

    house.process.kill()

    # The lines end when nobody is left to write one.
    house.wait()
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))


def test_a_part_that_dies_is_named_and_stops_the_rest(start, data, ports):
    house = start(data, ports)
    house.wait_until_served()

    os.kill(house.process_of("helpdesk"), signal.SIGKILL)

    code, errors = house.wait()
    assert code == 1
    assert "console" in errors.splitlines()[-1]


def test_what_is_made_is_not_made_again(data):
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(data)})
    (data / "carnet.db").unlink()

    content.prepare(settings)

    assert not (data / "carnet.db").exists()
