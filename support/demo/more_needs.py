"""The rest of the needs."""

from __future__ import annotations

from typing import Any

MORE_NEEDS: list[dict[str, Any]] = [
    {
        "slug": "someone-carries-a-knife",
        "reading": [
            "Crimestoppers: Fearless, about knives | https://crimestoppers-uk.org/fearless",
            "Ben Kinsella Trust | https://benkinsella.org.uk/",
        ],
        "name": "I'm worried about someone carrying a knife",
        "translations": {"cy": "Dw i'n poeni am rywun sy'n cario cyllell", "ar": "أخشى أن شخصًا ما يحمل سكينًا"},
        "icon": "shield",
        "urgency": 0,
        "summary": "Your child, a friend, a pupil, or you.",
        "what_this_is": "You found a knife, saw one, or heard somebody say that they carry one. Most people who carry "
        "say that they are scared. A knife does not make them safer: many who are hurt are hurt with their own.\n\n"
        "You can ask for help without getting them into trouble.",
        "what_you_can_do": [
            "If somebody is being threatened now, or is on the way to a fight, ring 999.",
            "Pick a calm moment. Ask what they are afraid of, and listen more than you talk.",
            "Do not take a knife to school or to a police station without asking first: ring 101 for how.",
            "Find out if there is a knife bin near you. Nobody asks who you are.",
            "Talk to one of the people below. You do not have to give a name.",
        ],
        "what_will_happen": "They ask what you saw and how worried you are. They do not need names to help you "
        "think.\n\nTogether you plan what to say and who could help: a mentor, the school, a youth worker. If "
        "somebody could be badly hurt today, they tell you what they must pass on, and to whom.",
    },
    {
        "slug": "in-care",
        "reading": [
            "Become, the charity for children in care | https://becomecharity.org.uk/",
            "Coram Voice | https://coramvoice.org.uk/",
        ],
        "name": "I'm in care and something isn't right",
        "translations": {
            "cy": "Dw i mewn gofal ac mae rhywbeth o'i le",
            "ar": "أنا في الرعاية وهناك شيء ليس على ما يرام",
        },
        "icon": "users",
        "summary": "Where you live, how you are treated, contact, or nobody listening.",
        "what_this_is": "You live with foster carers, in a home or a hostel, and you are not safe, not heard, or being "
        "moved again. Or somebody there hurts you, or gets you to do things.\n\nYou have rights. One is an advocate: "
        "somebody on your side whose only job is to get you heard.",
        "what_you_can_do": [
            "If somebody hurts or threatens you now, ring 999.",
            "Tell an adult you trust: a teacher, a youth worker, a carer, your social worker.",
            "Ask for an advocate. You can ask your social worker or reviewing officer, or ring a line below.",
            "Write down what happened and when, in your own words.",
            "If you think of leaving tonight, ring the Runaway Helpline first. They do not judge.",
        ],
        "what_will_happen": "They listen and ask what you want to be different. They can tell you what should happen, "
        "and help you complain if it does not.\n\nIf you are being hurt they will need to tell someone who can stop "
        "it. They tell you first.",
    },
    {
        "slug": "nowhere-to-go",
        "reading": [
            "Missing People: Runaway Helpline | https://www.missingpeople.org.uk/",
            "Shelter | https://england.shelter.org.uk/",
        ],
        "name": "I've run away or have nowhere to go",
        "translations": {
            "cy": "Dw i wedi rhedeg i ffwrdd neu does gen i unman i fynd",
            "ar": "هربت أو ليس لدي مكان أذهب إليه",
        },
        "icon": "home",
        "urgency": 0,
        "summary": "Tonight, soon, or staying on one sofa after another.",
        "what_this_is": "You left, were thrown out, or cannot go back. Perhaps you move from sofa to sofa, or somebody "
        "offers a bed and wants something for it.\n\nYou are not in trouble. If you are under 18, the council must "
        "find you somewhere safe.",
        "what_you_can_do": [
            "If you are in danger now, ring 999.",
            "Stay where there are people and light: a station, a hospital, a café that is open.",
            "Ring the Runaway Helpline on 116 000. They can help you get a message home, if you want that.",
            "Under 18? Ask any council for children's services, day or night, and say that you have nowhere to sleep.",
            "18 or over? Ask the council's housing team, and say the word homeless.",
        ],
        "what_will_happen": "They ask if you are safe where you are, and what you need first: a bed, food, a way "
        "back, or somebody to talk to.\n\nThey do not make you go back to people who hurt you. If you are very young "
        "or in danger they may need to call someone, and they say so.",
    },
    {
        "slug": "what-i-have-done",
        "reading": [
            "Childline: getting into trouble | https://www.childline.org.uk/",
            "Samaritans | https://www.samaritans.org/",
        ],
        "name": "I'm worried about what I have done",
        "translations": {"cy": "Dw i'n poeni am yr hyn dw i wedi'i wneud", "ar": "أنا قلق بشأن ما فعلته"},
        "icon": "cloud",
        "urgency": 1,
        "summary": "You hurt someone, might hurt someone, or were there when it happened.",
        "what_this_is": "You did something, or were part of it, and it goes round and round in your head. Or you are "
        "afraid of what you might do when you are angry.\n\nWanting to talk about it is a good sign. It is never too "
        "late to stop, and there are people who will not shout at you.",
        "what_you_can_do": [
            "If somebody is hurt, ring 999 now. Getting help to them matters most, for them and for you.",
            "Get away from where it could start again. Put down anything that could hurt.",
            "Do not post about it, and do not delete anything.",
            "Talk to someone below. You can ask what happens next before you say what happened.",
            "If the police want to talk to you, you can have a solicitor for free. Under 18, an adult sits with you.",
        ],
        "what_will_happen": "They listen first. They ask if anyone is in danger, you included.\n\nThey can explain "
        "what the law says and find a solicitor or a mentor. They must pass on some things, such as a plan to hurt "
        "somebody, and they tell you which before you go on.",
    },
]
