"""What helpers may need to say beside a step: short articles with owner, sources and day of review. French for now."""

from carnet.articles.loader import FOLDER, ArticleFaults, faults_in, library, texts_in

__all__ = ["FOLDER", "ArticleFaults", "faults_in", "library", "texts_in"]
