"""A blog of reviews in Korean and English, with every spelling that the seed of the project has.

The texts are our own; what is counted in `SPELLINGS` was counted in the seed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

EN: Final = "i18n/en/docusaurus-plugin-content-blog"
STORE: Final = (
    "http://www.kyobobook.co.kr/product/detailViewKor.laf?ejkGb=KOR&mallGb=KOR&barcode={}"
)
DETAIL: Final = "https://product.kyobobook.co.kr/detail/S0000000000{}"

CONFIG: Final = """\
export default {title: '책꽂이', url: 'https://shelf.example', baseUrl: '/',
  i18n: {defaultLocale: 'ko', locales: ['ko', 'en']},
  presets: [['classic', {docs: false, blog: {}}]]};
"""
TOLD_KO: Final = (
    ":::info  \n한빛등불로부터 책을 제공받아 작성한 서평입니다.  \n:::\n\n"
    "![나는 리뷰어다](/img/badge.png)\n\n"
)
TOLD_EN: Final = ":::info  \nThis book came from Lamp & Sons, who asked for an opinion.  \n:::\n\n"
TIP_KO: Final = ":::tip  \n책 이미지를 클릭하면 서점으로 이동합니다!  \n:::\n\n"
TIP_EN: Final = ":::tip  \nClick the image to visit the store!  \n:::\n\n"
FOLD: Final = "{/* truncate */}\n\n"


def post(title: str, body: str, tag: str = "Book Review", more: str = "") -> str:
    return f'---\ntitle: "{title}"\nauthors: [{{name: 미나}}]\ntags: ["{tag}"]\n{more}---\n\n{body}'


def cover(name: str, store: str, alt: str = "책") -> str:
    return f"[![{alt}](/img/{name}.png)]({store})\n\n"


def section(heading: str, tip: str, picture: str, *items: str) -> str:
    return f"## {heading}\n\n{tip}{picture}" + "".join(f"- {item}\n" for item in items) + "\n"


REST_KO: Final = (
    "## 🎬 Intro\n\n읽었다.\n\n## 📖 Book Review\n\n좋다.\n\n"
    "## 🧑‍🏫 대상 독자\n\n모두.\n\n## 결론 평\n\n끝.\n"
)
REST_EN: Final = (
    "## Why Did I Read It?\n\nI did.\n\n## ## Book Review\n\nGood.\n\n"
    "## Who Should Read This Book?\n\nAll.\n\n## Final Rating\n\nFine.\n"
)
KOREAN: Final = {
    "2023-01-01-plain": post(
        "📖조용한 대기열",
        TOLD_KO
        + section(
            "Book Info", TIP_KO, cover("plain", DETAIL.format("01")),
            "제목: 조용한 대기열", "저자: 몰이나", "출판사: 한빛등불", "출간: 2022-12-01",
        )
        + FOLD + REST_KO,
    ),
    "2023-02-01-icon": post(
        "📖 등불 아래에서",
        TOLD_KO
        + section(
            "ℹ️ Book Info", TIP_KO, cover("icon", STORE.format("9791199999992")),
            "제목: 등불 아래에서", "저자: Koki Saitoh(사이토 고키), 개앞맵시(이복연)",
            "역자: 박해선 (Park Haesun)", "출판사: 한빛등불", "출간: 2023-01-09",
        )
        + FOLD + REST_KO,
    ),
    "2023-03-01-noblank": post(
        "📖 모래 위의 표",
        section(
            "ℹ️Book Info", TIP_KO, cover("noblank", DETAIL.format("03")),
            "제목: 모래 위의 표", "저자: 이든", "출판사: 한빛등불", "출간: 2023-02-20", "",
        )
        + FOLD + "## 왜 읽었어요?\n\n그냥.\n\n## 🔖 대상독자\n\n모두.\n",
    ),
    "2023-04-01-people": post(
        "📖 둘이서 쓰는 코드",
        TOLD_KO
        + section(
            "Book Info", TIP_KO, cover("people", STORE.format("9791199999008"), "Book"),
            "제목: 둘이서 쓰는 코드", "저자: 전시진, 이해봄", "역자: 가온, 나래", "감수자: 다솜",
            "출판사: 한빛등불", "출간: 2023-03-03",
        )
        + "## 이 책을 읽게 된 이유\n\n둘이라서.\n\n" + FOLD + "## 책 리뷰\n\n좋다.\n\n## 요약\n\n끝.\n",
        more="date: '2023-04-01 16:11'\n",
    ),
    "2023-05-01-slip": post(
        "📖밑바닥부터 짓는 집",
        TOLD_KO
        + section(
            "Book Info", TIP_KO, cover("slip", DETAIL.format("05")),
            "제목: 밑바닥붙터 짓는 집", "저자: 한결", "출판사: 한빛등불", "출간: 2023-04-04",
        )
        + FOLD + REST_KO,
    ),
    "2023-06-01-copied": post(
        "📖손으로 만드는 모델",
        TOLD_KO
        + section(
            "Book Info", TIP_KO, cover("copied", DETAIL.format("06")) + "image.png\n\n",
            "제목: 조용한 대기열", "저자: 새벽", "출판사: 한빛등불", "출간: 2023-05-05",
        )
        + FOLD + REST_KO,
    ),
    "2023-07-01-barcode": post(
        "📖면접 노트",
        section(
            "Book Info", TIP_KO, cover("barcode", STORE.format("9791199999015")),
            "제목: 면접 노트", "저자: 온유", "출판사: 한빛등불", "출간: 2023-06-06",
        )
        + FOLD + REST_KO,
    ),
    "2023-08-01-header": post(
        "📖머리말만 있는 책",
        "짧은 글.\n",
        more="book:\n  title: 머리말만 있는 책\n  authors: [하루]\n  publisher: 한빛등불\n"
        "  published: 2023-07-07\n  rating: 4\n",
    ),
    "2023-09-01-both": post(
        "📖두 말 하는 책",
        section(
            "책 정보", "", cover("both", DETAIL.format("09")),
            "제목: 두 말 하는 책", "저자: 나루", "출판사: 한빛등불", "출간: 2023-08-08", "평점: 4/5",
        ),
        more="book:\n  title: 두 말 하는 책\n  publisher: 다른 출판사\n",
    ),
    "2023-10-01-untagged": post(
        "📖이름표 없는 책",
        section(
            "Book Info", "", cover("untagged", DETAIL.format("10")),
            "제목: 이름표 없는 책", "저자: 라온", "출판사:", "출간: 05/06/2023",
        ),
        tag="잡담",
    ),
    "2023-11-01-late": post(
        "📖늦게 말하는 책",
        section(
            "Book Info", "", cover("late", DETAIL.format("11")),
            "제목: 늦게 말하는 책", "저자: 마루", "출판사: 한빛등불", "출간: 2023-10-10",
        )
        + FOLD + ":::info\n출판사로부터 책을 제공받았습니다.\n:::\n",
    ),
    "2023-12-01-listed": post(
        "📖제목 없이 적은 책",
        "- 제목: 제목 없이 적은 책\n- 저자: 바다\n- 출판사: 한빛등불\n- 출간: 2023-11-11\n",
        tag="서평",
    ),
}  # fmt: skip
ENGLISH: Final = {
    "2023-01-01-plain": post(
        "📖 A Queue That Waits",
        TOLD_EN
        + section(
            "Book Info", TIP_EN, cover("plain", DETAIL.format("01"), "Book"),
            "**Title**: 조용한 대기열 (*The Quiet Queue*)  ", "**Author**: Ina Moll  ",
            "**Publisher**: Lamp & Sons  ", "**Release Date**: December 1, 2022  ",
        )
        + FOLD + REST_EN,
    ),
    "2023-02-01-icon": post(
        "Under the Lamp",
        TOLD_EN
        + section(
            "ℹ️ Book Info", TIP_EN, cover("icon", STORE.format("9791199999992"), "Book"),
            "**Publisher:** Lamp & Sons", "**Title:** Under the Lamp",
            "**Authors:** Koki Saitoh(사이토 고키), 개앞맵시(이복연)",
            "**Translator:** 박해선 (Park Haesun)", "**Published:** January 9, 2023",
        )
        + FOLD + REST_EN,
    ),
    "2023-03-01-noblank": post(
        "📖 Tables on Sand",
        section(
            "ℹ️Book Info", TIP_EN, cover("noblank", DETAIL.format("03"), "Book"),
            "Title: **Tables on Sand**", "Authors: **Eden Lee**", "Publisher: **Lamp & Sons**",
            "Release Date: **February 20, 2023**", "",
        )
        + FOLD + "## Intro\n\nHm.\n\n## Recommended Audience\n\nAll.\n",
    ),
    "2023-04-01-people": post(
        "📖 Code for Two",
        TOLD_EN
        + section(
            "Book Info", TIP_EN, cover("people", STORE.format("9791199999008"), "Book"),
            "Title: 둘이서 쓰는 코드 (Code for Two)",
            "Authors: 전시진, 이해봄 (Seonjin Jeon, Haebom Lee)", "Translated by: Gaon, Narae",
            "Editors: Dasom", "Publisher: Lamp & Sons", "Publication Date: 2023-03-03",
        )
        + "## Why I Read This Book\n\nThere were two of us.\n\n" + FOLD
        + "## Book Review\n\nGood.\n\n## Summary\n\nDone.\n",
        more='date: \'2023-04-01 16:11\'\nkeywords: ["Self-study  \\n(Note: \\"혼공\\" is a series)"]\n',
    ),
    "2023-07-01-barcode": post(
        "📖 Notes for Interviews",
        section(
            "Book Info", TIP_EN, cover("barcode", STORE.format("991199999015"), "책"),
            "Title: Notes for Interviews", "Author: Onyu", "Translators: Gaon, Narae",
            "Publisher: Lamp & Sons", "Release Date: June 6, 2023",
        )
        + FOLD + REST_EN,
    ),
}  # fmt: skip
NO_REVIEWS: Final = {
    "2024-01-01-paper": post(
        "논문 읽기",
        "## Paper Info\n\n- Title: Attention to Queues\n- Authors: A. Moll, B. Tan\n- Published: 2023\n",
        tag="Paper Review",
    ),
    "2024-01-02-list": post(
        "올해의 책",
        "## 대기열\n\n- 제목: 조용한 대기열\n- 저자: 몰이나\n\n## 등불\n\n- 제목: 등불 아래에서\n- 저자: 사이토\n",
        tag="목록",
    ),
    "2024-01-03-labels": post(
        "양식", "Title: 제목을 씁니다\n\n- Title: 제목\n- Author: 이름\n- Publisher: 출판사\n", tag="글쓰기"
    ),
    "2024-01-04-tagged": post("정보 없는 서평", "좋은 책이었다.\n"),
    "2024-01-05-several": post(
        "책 두 권",
        "## 하나\n\n- 제목: 하나\n- 저자: 가온\n\n## 둘\n\n- 제목: 둘\n- 저자: 나래\n",
    ),
    "2024-01-06-numbers": post("숫자", "book 과 rating 은 말일 뿐.\n", tag="잡담", more="rating: 4\nbook: 총서\n"),
}  # fmt: skip

PIXEL: Final = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def files() -> dict[str, bytes]:
    """The whole site."""
    texts = {
        "docusaurus.config.mjs": CONFIG,
        "package.json": '{"dependencies": {"@docusaurus/core": "3.10.2"}}',
        **{f"blog/{name}.md": text for name, text in {**KOREAN, **NO_REVIEWS}.items()},
        **{f"{EN}/{name}.md": text for name, text in ENGLISH.items()},
    }
    pictures = {name.split("-", 3)[3] for name in KOREAN} | {"badge"}
    return {
        **{path: text.encode() for path, text in texts.items()},
        **{f"static/img/{name}.png": PIXEL for name in pictures},
    }


def lay_down(folder: Path) -> Path:
    """`folder` with the site in it."""
    for path, content in files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
