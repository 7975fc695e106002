"""The words by which somebody who is called back knows that the line is calling. Known by their French; said in any language.

Everyday things, told apart by ear, none about health, money or faith. House choice; native readers have not read them yet.
"""

from collections.abc import Callable, Mapping
from typing import Final

_WORDS: Final = (
    # French, English, Arabic
    ("tilleul", "linden", "زيزفون"),
    ("abricot", "apricot", "مشمش"),
    ("citron", "lemon", "ليمون"),
    ("cerise", "cherry", "كرز"),
    ("framboise", "raspberry", "توت"),
    ("noisette", "hazelnut", "بندق"),
    ("carotte", "carrot", "جزر"),
    ("salade", "lettuce", "خس"),
    ("persil", "parsley", "بقدونس"),
    ("poivre", "pepper", "فلفل"),
    ("vanille", "vanilla", "فانيليا"),
    ("chocolat", "chocolate", "شوكولاتة"),
    ("tartine", "toast", "شطيرة"),
    ("fromage", "cheese", "جبن"),
    ("olive", "olive", "زيتون"),
    ("tulipe", "tulip", "توليب"),
    ("jasmin", "jasmine", "ياسمين"),
    ("lavande", "lavender", "خزامى"),
    ("sapin", "fir tree", "تنوب"),
    ("forêt", "forest", "غابة"),
    ("rivière", "river", "نهر"),
    ("montagne", "mountain", "جبل"),
    ("colline", "hill", "تل"),
    ("plage", "beach", "شاطئ"),
    ("nuage", "cloud", "سحابة"),
    ("arc-en-ciel", "rainbow", "قوس قزح"),
    ("étoile", "star", "نجمة"),
    ("soleil", "sun", "شمس"),
    ("lapin", "rabbit", "أرنب"),
    ("renard", "fox", "ثعلب"),
    ("hibou", "owl", "بومة"),
    ("canard", "duck", "بطة"),
    ("dauphin", "dolphin", "دلفين"),
    ("tortue", "turtle", "سلحفاة"),
    ("girafe", "giraffe", "زرافة"),
    ("papillon", "butterfly", "فراشة"),
    ("abeille", "bee", "نحلة"),
    ("chameau", "camel", "جمل"),
    ("bateau", "boat", "قارب"),
    ("vélo", "bicycle", "دراجة"),
    ("camion", "lorry", "شاحنة"),
    ("tambour", "drum", "طبل"),
    ("guitare", "guitar", "غيتار"),
    ("violon", "violin", "كمان"),
    ("chapeau", "hat", "قبعة"),
    ("parapluie", "umbrella", "مظلة"),
    ("écharpe", "scarf", "وشاح"),
    ("bouton", "button", "زر"),
    ("coussin", "cushion", "وسادة"),
    ("fauteuil", "armchair", "أريكة"),
    ("fenêtre", "window", "نافذة"),
    ("lanterne", "lantern", "فانوس"),
    ("panier", "basket", "سلة"),
    ("casserole", "saucepan", "طنجرة"),
    ("cuillère", "spoon", "ملعقة"),
    ("crayon", "pencil", "قلم"),
    ("cahier", "notebook", "دفتر"),
    ("jardin", "garden", "حديقة"),
    ("marché", "market", "سوق"),
    ("moulin", "windmill", "طاحونة"),
)
_LANGUAGES: Final = ("fr", "en", "ar")


def draw_word(below: Callable[[int], int]) -> str:
    """Return one of the words, by its French; ``below`` gives a number from 0 until less than its argument."""
    return _WORDS[below(len(_WORDS))][0]


def in_languages(word: str) -> Mapping[str, str]:
    """Return the word by language, French first; one that left the list stays French."""
    row = next((row for row in _WORDS if row[0] == word), (word,))
    return dict(zip(_LANGUAGES, row, strict=False))
