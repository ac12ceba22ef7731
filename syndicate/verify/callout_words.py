"""What Docusaurus calls a callout whose author gave it no title, in the languages of its theme.

Source: `@docusaurus/theme-translations` 3.10.2; tests/verify/test_callout_words.py compares.
"""

from __future__ import annotations

from typing import Final

CALLOUT_WORDS: Final = {
    "note": frozenset(
        (
            "anteckning; athugasemd; bellik; catatan; ghi chú; hinweis; megjegyzés; merknad; not; nota; "
            "notatka; note; notitie; observação; opomba; remarque; teade; бележка; примечание; примітка; "
            "ملاحظة; نوٹ; یادداشت; 備註; 备注; 注記; 노트"
        ).split("; ")
    ),
    "tip": frozenset(
        (
            "astuce; consejo; dica; ipucu; maslahat; mẹo; namig; nõuanne; suggerimento; tanács; tip; tipp; "
            "tips; wskazówka; ábending; подсказка; порада; съвет; تلميح; نکته; ٹپ; ヒント; 提示; 팁"
        ).split("; ")
    ),
    "info": frozenset(
        (
            "bilgi; info; informacija; información; informacja; informazioni; informação; információ; "
            "maglumat; thông tin; upplýsingar; информация; к сведению; інформація; اطلاع; معلومات; 信息; 備考; "
            "資訊; 정보"
        ).split("; ")
    ),
    "danger": frozenset(
        (
            "bahaya; cảnh báo; danger; fare; gefahr; gevaar; howp; hætta; nevarnost; oht; peligro; pericolo; "
            "perigo; risk; tehlike; veszély; ważne; небезпека; опасност; осторожно; اخطار; خطر; خطرہ; 危险; 危険; "
            "危險; 위험"
        ).split("; ")
    ),
    "warning": frozenset(
        (
            "attention; attenzione; aviso; aðvörun; caution; cuidado; cảnh báo; cẩn thận; duýduryş; figyelem; "
            "forsiktig; hoiatus; opozorilo; ostrzeżenie; pas op; peringatan; pozor; precaución; uwaga; uyarı; "
            "varning; varúð; vigyázat; vorsicht; waarschuwing; warning; warnung; waspada; внимание; обережно; "
            "попередження; предупреждение; احتیاط; انتباہ; توجه; حذر; هشدار; 注意; 警告; 경고; 주의"
        ).split("; ")
    ),
}
"""Words in small letters, by the kind as `callout_kind` names it."""
