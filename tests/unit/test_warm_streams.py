"""What a notebook prints is sent when a flush returns, but a flush with nothing to send waits for nobody."""

import threading

import pytest
import zmq
from ipykernel.iostream import IOPubThread, OutStream
from jupyter_client.session import Session

from lobanalysis.execution.warm.zygote.streams import skip_empty_flushes

SECONDS = 10


class SlowSession(Session):
    """A session whose messages are sent only when `may_go` is set."""

    def prepare(self):
        self.sent, self.begun, self.may_go = [], threading.Event(), threading.Event()
        return self

    def send(self, stream, message, **options):
        self.begun.set()
        assert self.may_go.wait(SECONDS)
        self.sent.append(message["content"]["text"])


class SparingStream(OutStream):
    """The stream of ipykernel as a forked kernel has it."""


skip_empty_flushes(SparingStream)


@pytest.fixture
def pub_thread():
    with zmq.Context() as context:
        thread = IOPubThread(context.socket(zmq.PUB))
        thread.start()
        yield thread
        cancel_task(thread)
        thread.stop()
        thread.close()


def cancel_task(thread):
    """End the task of the thread that never ends by itself, which Python would complain of at its exit."""
    gone = threading.Event()

    def cancel():
        thread._event_pipe_gc_task.add_done_callback(lambda _: gone.set())
        thread._event_pipe_gc_task.cancel()

    thread.io_loop.add_callback(cancel)
    assert gone.wait(SECONDS)


@pytest.fixture
def stream(pub_thread):
    stream = SparingStream(SlowSession(key=b"a").prepare(), pub_thread, "stdout", watchfd=False)
    yield stream
    stream.session.may_go.set()


def start_flush(stream):
    flushing = threading.Thread(target=stream.flush)
    flushing.start()
    return flushing


def test_what_was_written_is_sent_when_the_flush_returns(stream):
    stream.write("a")
    flushing = start_flush(stream)
    assert stream.session.begun.wait(SECONDS)
    assert flushing.is_alive()
    stream.session.may_go.set()
    flushing.join(SECONDS)
    assert stream.session.sent == ["a"]


def test_a_flush_waits_for_text_that_is_just_being_sent(stream):
    stream.write("a")
    stream.pub_thread.schedule(stream._flush)
    assert stream.session.begun.wait(SECONDS)
    assert not stream._buffers
    flushing = start_flush(stream)
    flushing.join(0.1)
    assert flushing.is_alive()
    stream.session.may_go.set()
    flushing.join(SECONDS)
    assert not flushing.is_alive()
    assert stream.session.sent == ["a"]


def test_an_empty_flush_asks_nothing_of_the_other_thread(stream, monkeypatch):
    monkeypatch.setattr(stream.pub_thread, "schedule", pytest.fail)
    stream.flush()


def test_a_stream_that_shows_its_text_elsewhere_too_is_flushed_as_ever(stream, monkeypatch):
    asked = []
    monkeypatch.setattr(stream.pub_thread, "schedule", lambda event: (asked.append(event), event()))
    stream.echo = open("/dev/null", "w", encoding="utf-8")
    with stream.echo:
        stream.flush()
    stream.echo = None
    assert len(asked) == 2


def test_streams_of_another_kind_stay_as_they_are():
    flushed = []

    class Plain:
        def flush(self):
            flushed.append("plain")

    class Other(Plain):
        def _flush(self):
            pass

    for kind in (Plain, Other):
        skip_empty_flushes(kind)
        kind().flush()
    assert flushed == ["plain", "plain"]
