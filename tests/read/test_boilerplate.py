import pytest

from reportedly.read.boilerplate import RULES, is_boilerplate, is_structure


@pytest.mark.parametrize("line", [
    "Advertisement:", "Advertisement", "ADVERTISEMENT", "[Advertisement]", "- Advertisement -",
    "Story continues below advertisement",
    "Sponsored content", "Ad", "Advertisement - continue reading below",
    "Read also: Ports reopen after the strike", "READ MORE:", "See also: the treaty of 1994", "Related stories", "Related:",
    "More from Politics",
    "Read more about the strike", "Watch: Minister falls off his chair", "Most read", "Don't miss", "Editor’s picks",
    "(Reporting by Ana Ruiz in Quito; Editing by Jo Hale)", "(Additional reporting by Li Wei; Writing by Jo Hale)",
    "Reporting by Ana Ruiz and Jo Hale in Quito; editing by Li Wei", "(Editing by Jo Hale)",
    "Reporting by the Quito bureau; editing by Jo Hale", "Posted on Monday, 6 May 2024 at 8:05 am · 4 min read", "Our standards: the code",
    "We are free. If you like what you read, buy us a coffee.",
    "© 2024 Harbour Post. All rights reserved.", "Copyright 2024 The Harbour Post", "All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Photo: AP/Jo Hale", "Photo: Harbour Post", "(Getty Images)", "AP Photo/Jo Hale", "Image credit: Valley Times",
    "Photo by Ana Ruiz for Radio Norte",
    "Share", "Share this article", "Comments (12)", "Back to top", "4 min read", "Tags: ports, strike", "Copy link",
    "We use cookies to improve your visit.", "This website uses cookies to measure its audience.", "Accept all cookies",
    "Cookie settings",
    "By continuing to use this site you agree to our terms.",
    "Please enable JavaScript to view this page.", "Your browser does not support the video tag.",
    "Bet responsibly. 18+", "18+ | Please gamble responsibly", "New customers only. T&Cs apply.",
    "Subscribe to our newsletter", "Sign up for the morning briefing", "Get the latest news in your inbox",
    "Join our Telegram channel",
    "Subscribe now", "Already a subscriber? Log in", "Download our app",
    "Follow us on Telegram", "Follow Harbour Post on X", "Like us on Facebook!", "Find us on Google News",
    "Support UP or become our patron!", "Donate through our partners", "Help us keep reporting: give 5 euros a month",
    "Become a member today",
    "Support our journalism", "Please donate", "How to help: make a donation by card", "We rely on readers like you.", "Support us!",
    "Your donation keeps us going.", "Found a mistake? Select it and press Ctrl + Enter.", "Do you have a story for us?",
    "Thank you for reading.",
])
def test_what_is_no_part_of_a_report(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", [
    "", "Source: Radio Norte; the mayor", "Sources: two officials", "Details:", "Background:", "Background: the treaty of 1994",
    "The firm withdrew the advertisement after complaints.", "Advertisements for the drug were banned on Monday.",
    "Ads for weapons are illegal there.",
    "Donations to the party rose by a fifth last year.", "Donate blood through our partners, the mayor urged.",
    "Support for the ceasefire is growing.",
    "Support our troops, president tells nation", "Subscribers to the service rose to 4 million.",
    "“Subscribe to our channel,” he said.",
    "Sign up for military service, Kyiv tells men abroad", "Help us, residents of the flooded town plead",
    "Help for the victims is on its way.",
    "The regulator fined the firm over cookies.", "We use drones to watch the border, the colonel said.",
    "We will follow our orders.",
    "Copyright law was amended in 2019.", "Reporting by the station found that two men had died.",
    "Editing by hand takes longer, he added.",
    "Photo: the minister opens the bridge.", "Photographs showed smoke over the port.",
    "Images of the ship were published on Monday.",
    "Share prices fell by a tenth.", "Shares in the firm rose.", "Comments by the minister angered Rome.",
    "Print runs have halved since 2010.",
    "Read the letter in full, the judge told the court.", "Related charges against two men were dropped.",
    "See the damage done by the flood: 40 houses lost.",
    "Watchdog: bank broke the rules", "More from this mine would be needed, analysts say.",
    "Join the army or leave, men in the town were told",
    "The bookmaker must tell people to bet responsibly, the court ruled.", "People over 18 may vote.",
    "Search for survivors goes on",
    "Follow the money, prosecutors were told.", "Become president or go to jail: the choice before him",
    "You may like it or not, he said.",
    "Closed schools will reopen on Monday.", "In case you missed it, the vote was on Sunday, the speaker said.",
    "Tweets by the envoy were deleted.",
    "Trending upwards, prices reached a record.", "Latest news from the front was bad.", "Loading of the ship began on Tuesday.",
    "Newsletter editors were arrested.", "Video: AFP published footage that shows the strike", "Click rates fell.",
    "Recommended doses were exceeded.", "Menu prices rose.",
    "Published 8 May 2024, the report names two men.", "Buy us time, the general asked.",
])
def test_what_is(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_paragraph_is_never_boilerplate() -> None:
    assert not is_boilerplate("Subscribe to our newsletter " * 20)


def test_labels_and_source_lines_are_structure() -> None:
    assert is_structure("Source: Radio Norte; the city council")
    assert is_structure("Details: The council said so.")
    assert not is_structure("Sources said that the port was open.")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_shows_a_real_line(rule: object) -> None:
    assert "`" in (rule.__doc__ or "")
