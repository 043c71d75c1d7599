"""Needs in plain words, each with trusted reading from national sites."""

from __future__ import annotations

from typing import Any

NEEDS: list[dict[str, Any]] = [
    {
        "slug": "someone-hurt-me",
        "reading": [
            "Victim Support: crime and how it affects you | https://www.victimsupport.org.uk/",
            "NHS: help after rape and sexual assault | https://www.nhs.uk/live-well/sexual-health/help-after-rape-and-sexual-assault/",
        ],
        "name": "Someone hurt me",
        "translations": {"cy": "Mae rhywun wedi fy mrifo", "ar": "شخص ما آذاني"},
        "icon": "heart",
        "urgency": 0,
        "summary": "Being hit, robbed, attacked, touched or threatened by anyone.",
        "what_this_is": "Someone hit you, robbed you, touched you or threatened you. It may have been a stranger, a "
        "friend, a partner or family. It may have been today or years ago.\n\nIt was not your fault. It does not "
        "matter where you were, what you had on you, or who you were with.",
        "what_you_can_do": [
            "If you are in danger now, or badly hurt, ring 999.",
            "Go somewhere with other people: a shop, a library, a bus station, a friend's home.",
            "Tell one person you trust. You can start with: something happened and I do not know what to do.",
            "If you can, keep your clothes and messages as they are. You can decide later what to do with them.",
            "See a doctor about any injury, even if you do not want to say how it happened.",
        ],
        "what_will_happen": "You will talk to someone who has heard this before. They believe you, listen, and "
        "ask what you want to happen.\n\nYou do not have to tell the police to get help. If you do want to, they "
        "can be with you when you do. They only tell someone without your say if a person could be badly hurt.",
    },
    {
        "slug": "worried-about-a-friend",
        "reading": [
            "Childline: supporting a friend | https://www.childline.org.uk/",
            "Crimestoppers: Fearless | https://crimestoppers-uk.org/fearless",
        ],
        "name": "Worried about a friend",
        "translations": {"cy": "Poeni am ffrind", "ar": "قلق على صديق"},
        "icon": "users",
        "summary": "A friend is hurt, scared, carrying something, or not like they used to be.",
        "what_this_is": "A friend has changed. Maybe they have new money, new friends or new bruises. Maybe they carry "
        "a knife because they are scared. Maybe they say they do not want to be here any more.\n\nYou are not a "
        "grass for asking for help. Telling someone is how most people get safe.",
        "what_you_can_do": [
            "If they are in danger right now, ring 999.",
            "Ask them how they are, somewhere quiet. Listen more than you talk.",
            "Do not promise to keep a secret that could get somebody hurt.",
            "Do not go to sort it out yourself, and do not hold anything for them.",
            "Ring or text a line below. You can ask about a friend without saying who they are.",
        ],
        "what_will_happen": "The person you talk to asks what you have seen and how you are doing. You do not need to "
        "give any names.\n\nTogether you work out the next small step. If your friend could be badly hurt, they tell "
        "you who else may need to know.",
    },
    {
        "slug": "pushed-to-carry-or-sell",
        "reading": [
            "Crimestoppers: Fearless | https://crimestoppers-uk.org/fearless",
            "The Children's Society | https://www.childrenssociety.org.uk/",
        ],
        "name": "Being pushed to carry or sell",
        "translations": {"cy": "Cael fy ngwthio i gario neu werthu", "ar": "يُضغط عليّ لحمل شيء أو بيعه"},
        "icon": "link",
        "summary": "Someone wants you to carry a knife, hold money or take drugs somewhere.",
        "what_this_is": "Someone asks you to hold a knife, drugs or money, or to take something to another town. "
        "It may have started with presents, food or a place to hang out. Now they say you owe them.\n\nThat debt "
        "is a trick. People who do this to you are breaking the law. You are not in trouble for asking for help.",
        "what_you_can_do": [
            "If they are with you or coming for you, ring 999.",
            "Do not go to meet them alone, even to give something back.",
            "Keep messages and names of accounts. Do not answer them.",
            "Tell a grown-up you trust: at home, at school, at a youth club.",
            "Talk to one of the people below. They have helped others step away.",
        ],
        "what_will_happen": "Somebody who knows how this works talks with you, by phone or text or somewhere you feel "
        "safe. They ask what you need first.\n\nThey help you make a plan to get out and stay out. They have to tell "
        "someone if you or another person could be badly hurt, and they will talk to you about it first.",
    },
    {
        "slug": "i-want-a-way-out",
        "reading": [
            "Childline: gangs | https://www.childline.org.uk/",
            "Catch22 | https://www.catch-22.org.uk/",
        ],
        "name": "I want a way out",
        "translations": {"cy": "Dw i eisiau ffordd allan", "ar": "أريد مخرجًا"},
        "icon": "way",
        "summary": "Leaving a gang, a group, dealing or a life that you did not choose.",
        "what_this_is": "You want to leave a group, stop dealing, stop carrying, or stop getting into fights. You may "
        "worry about what they will do, about money, or about what you have done.\n\nPeople leave every week. It goes "
        "better with somebody beside you.",
        "what_you_can_do": [
            "If you are in danger now, ring 999.",
            "Pick one person you trust and tell them that you want to stop.",
            "Do not tell the group, and do not post about it.",
            "Think about where you could stay for a few days if you had to.",
            "Text or ring a mentor below. Mentors have been there themselves.",
        ],
        "what_will_happen": "A mentor gets back to you, mostly the same day. You meet where you choose, with no "
        "uniform and no lecture.\n\nThey help with school, work, housing and safety, one thing at a time. What "
        "you did before stays between you, unless somebody could be badly hurt.",
    },
    {
        "slug": "home-not-safe",
        "reading": [
            "Women's Aid | https://www.womensaid.org.uk/",
            "Refuge | https://refuge.org.uk/",
        ],
        "name": "Home does not feel safe",
        "translations": {"cy": "Nid yw gartref yn teimlo'n ddiogel", "ar": "لا أشعر بالأمان في البيت"},
        "icon": "home",
        "urgency": 0,
        "sensitivity": 2,
        "summary": "Someone at home hurts, scares or controls you or someone you love.",
        "what_this_is": "Someone where you live hits, shouts, threatens, follows, or decides what you wear, spend or "
        "say. Or you hear it happen to someone else.\n\nIt is not your fault, and you did not make them do it. Home "
        "should be safe for everyone in it.",
        "what_you_can_do": [
            "If you are in danger now, ring 999. If you cannot speak, press 55 when asked.",
            "Think of a safe room with a way out. Stay away from the kitchen when it starts.",
            "Agree a word with a friend or neighbour that means: call for help.",
            "Keep your phone charged. Use a phone or computer that nobody else looks at.",
            "Do not get between people who are fighting.",
        ],
        "what_will_happen": "They ask first if it is safe to talk. If it is not, hang up: they will not ring back "
        "unless you say so.\n\nThey help you think about what would make you safer tonight and next week. You "
        "decide. They only tell someone else if a child or a life is at risk.",
    },
    {
        "slug": "something-online",
        "reading": [
            "Childline: Report Remove | https://www.childline.org.uk/",
            "CEOP Safety Centre | https://www.ceop.police.uk/safety-centre/",
        ],
        "name": "Something online",
        "translations": {"cy": "Rhywbeth ar-lein", "ar": "شيء حدث على الإنترنت"},
        "icon": "mobile",
        "summary": "Threats, pictures, fights being filmed, or someone who is not who they say.",
        "what_this_is": "Someone shares a picture of you, threatens to, films a fight, sets people on you, or asks for "
        "money or pictures. It can feel as if it never stops, because your phone is always there.\n\nYou did nothing "
        "wrong by trusting someone. Pictures can be taken down.",
        "what_you_can_do": [
            "Stop answering. Do not pay, and do not send anything more.",
            "Take screenshots, then block and report the account.",
            "Tell someone you trust today. It gets lighter when two people know.",
            "If someone says they will come to hurt you, ring 999.",
            "Under 18 and there is a picture? Ask Childline about Report Remove, which gets it taken down.",
        ],
        "what_will_happen": "Nobody asks to see the picture. They ask what happened and what you are most worried "
        "about.\n\nThey show you how to get things taken down, how to lock your accounts, and what the police can do, "
        "if you want that.",
    },
    {
        "slug": "low-or-angry",
        "reading": [
            "Mind | https://www.mind.org.uk/",
            "YoungMinds | https://www.youngminds.org.uk/",
        ],
        "name": "Feeling low or angry",
        "translations": {"cy": "Teimlo'n isel neu'n flin", "ar": "أشعر بالحزن أو الغضب"},
        "icon": "cloud",
        "summary": "Sad, wound up, not sleeping, or hurting yourself.",
        "what_this_is": "You feel sad, empty or wound up most days. You may not sleep, or snap at everyone, or hurt "
        "yourself. It often comes after something frightening.\n\nThis is your mind trying to cope. It gets "
        "better, and it gets better faster with help.",
        "what_you_can_do": [
            "If you might hurt yourself now, ring 999 or go to the nearest hospital.",
            "Text or ring a line below, even at three in the morning.",
            "Do one small thing for your body: drink water, eat something, go outside.",
            "Tell someone you trust one true sentence about how you feel.",
            "If you have a doctor, ask for a time to talk. You can go on your own.",
        ],
        "what_will_happen": "A person listens, for as long as you need. They do not tell you off and they do not say "
        "that others have it worse.\n\nThey may ask if you have thought about ending your life. You can say yes. They "
        "ask everyone, because talking about it helps.",
    },
    {
        "slug": "someone-has-died",
        "reading": [
            "Winston's Wish | https://winstonswish.org/",
            "Cruse Bereavement Support | https://www.cruse.org.uk/",
        ],
        "name": "Someone has been killed or badly hurt",
        "translations": {
            "cy": "Mae rhywun wedi cael ei ladd neu ei anafu'n ddrwg",
            "ar": "قُتل شخص أو أُصيب بجروح خطيرة",
        },
        "icon": "candle",
        "urgency": 1,
        "summary": "After a sudden or violent death, or while somebody is badly hurt.",
        "what_this_is": "Someone you love has died, perhaps because of what another person did. You may feel shock, "
        "anger, guilt or nothing at all. There is no right way to feel.\n\nWhen a death is in the news it can feel as "
        "if it belongs to everyone. It is yours first.",
        "what_you_can_do": [
            "Be with somebody, or ask someone to stay on the phone with you.",
            "Eat and sleep when you can. Let other people do the small jobs.",
            "You can say no to reporters, and you can stay off social media.",
            "Ask the police or the hospital who your family contact is.",
            "Talk to somebody who knows about grief. It is never too early or too late.",
        ],
        "what_will_happen": "They let you tell it in your own time. They can help with the practical things too: the "
        "inquest, money, the funeral, school or work.\n\nMany people talk a few times; some stay for a year. You can "
        "stop whenever you want.",
    },
]
