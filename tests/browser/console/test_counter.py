"""The counter of gestures counts what hands do, and nothing else."""


def test_a_click_and_a_chord_are_one_gesture_each_and_typing_is_none(agent):
    agent.click("#main h1")
    agent.press("Tab", "Shift+Tab")
    agent.type("abc")

    assert (agent.gestures, agent.keystrokes) == (3, 3)


def test_a_screen_reader_finds_the_way_out_by_its_name(agent):
    agent.tab_to("Samira Aidante")
    agent.press("Enter")
    agent.tab_to("Fermer ma session")

    assert agent.focused() == "button Fermer ma session"
    assert agent.faults == []
