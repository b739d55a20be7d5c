"""A live page of oTree on which all vote: a vote is stored and acknowledged, and player 1 hears how many there are.

The number is counted on and not counted anew for each vote, which is the fastest way there.
"""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models


class C(BaseConstants):
    NAME_IN_URL = "votes"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    voted = models.IntegerField(initial=0)


class Player(BasePlayer):
    choice = models.StringField(blank=True)


class Vote(Page):
    @staticmethod
    def live_method(player, said):
        player.choice = said["choice"]
        player.group.voted += 1
        pulse = {"type": "pulse", "voted": player.group.voted}
        return {player.id_in_group: {"type": "ack", "id": said["id"]}, 1: pulse}


page_sequence = [Vote]
