// node scripts/make-pages.mjs: writes the web pages that the reader of pages is tested and measured with,
// each with its article's true text beside it, into core/sources/testing/pages. Events, people and places
// are made up. Every page is built in another way that pages on the web are built in; the truth is what a
// person would copy out of the page by hand: headline, paragraphs, subheadings, lists, quotes, captions.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { projectRoot, runScript } from './run-command.mjs';

const FOLDER = path.join(projectRoot, 'core', 'sources', 'testing', 'pages');

/** Paragraphs about a place, a thing and a person, so that no two pages say the same. */
function story(/** @type {number} */ number) {
  const place = [
    'Eastmere',
    'Halden Bay',
    'Korsvik',
    'Upper Wenlow',
    'Santa Brisa',
    'Quarry Hill',
    'Lomond Cross',
  ][number % 7];
  const thing = [
    'ferry pier',
    'tram line',
    'cottage hospital',
    'sea wall',
    'public library',
    'wind farm',
  ][number % 6];
  const person = ['Nell Harrow', 'Tomas Vale', 'Ida Brandt', 'Samuel Okoro', 'Mirela Danic'][
    number % 5
  ];
  const count = 120 + number * 37;
  return [
    `The ${thing} of ${place} will stay shut until further notice after inspectors found faults that nobody had reported in years, the council said late on Tuesday.`,
    `About ${count} people used it on a working day, and most of them have no other way into town that takes less than an hour.`,
    `“We were told in spring that everything was in order,” said ${person}, who lives a few streets away and has kept the minutes of every meeting.`,
    `A report of ${number + 14} pages, seen by this newspaper, lists loose bolts, wet cables and a pump that had been switched off since the winter before last.`,
    `The council’s engineer called the findings serious but not dangerous, and promised a plan with dates and costs before the end of the month.`,
    `Repairs could cost up to ${number + 3} million, of which the county has offered to pay less than a third; the rest would have to come from a loan.`,
    `Opponents of the loan point out that ${place} is still paying for the swimming pool that closed ${(number % 9) + 2} years ago and was never opened again.`,
    `A vote is set for the second week of next month, and both sides expect that it will be decided by one or two councillors.`,
  ];
}

const p = (/** @type {readonly string[]} */ lines) =>
  lines.map((line) => `<p>${line}</p>`).join('\n');
const NAV =
  '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav>';
const FOOTER =
  '<footer><p>© 2026 The Made-up Press. All rights reserved. Written, printed and read on paper of our own.</p><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></footer>';
const TEASERS =
  '<div class="related-stories"><h3>Related stories</h3><ul><li><a href="/a">Mayor opens a bridge that leads to nowhere</a><p>It took nine years and three contractors to build the thing.</p></li><li><a href="/b">Why the bakers of the old town get up even earlier now</a></li></ul></div>';
const LETTER =
  '<div class="newsletter-signup"><p>Get the stories that matter in your inbox every morning, free of charge.</p><form><label>Your address</label><input><button>Sign up</button></form></div>';
const COMMENTS =
  '<section class="comments"><h3>3 comments</h3><div class="comment"><p>I have said for years that nobody looks after these things until they fall down.</p></div><div class="comment"><p>Easy to say when it is not your money that pays for all of it in the end.</p></div></section>';
const SHARE =
  '<div class="share-bar"><a href="#">Facebook</a> <a href="#">WhatsApp</a> <button>Copy link</button></div>';
const ADVERT =
  '<div class="ad-slot"><span>Advertisement</span><p>Boots that keep your feet dry, now at half of last year’s price.</p></div>';

const page = (
  /** @type {string} */ title,
  /** @type {string} */ body,
  head = '',
  attributes = 'lang="en"',
) =>
  `<!doctype html>\n<html ${attributes}>\n<head><meta charset="utf-8"><title>${title} | The Made-up Press</title>${head}</head>\n<body>\n${body}\n</body>\n</html>\n`;
const data = (/** @type {object} */ value) =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

/** @typedef {{ name: string, html: string, truth: readonly string[] }} MadePage */

/** @param {string} name @param {string} title @param {readonly string[]} truth @param {string} html */
const made = (name, title, truth, html) => ({
  name,
  html,
  truth: title === '' ? truth : [title, ...truth],
});

/** @param {number} index */
const at = (index) => story(index);

/** @type {MadePage[]} */
const PAGES_OF_OUTLETS = [
  made(
    'blog',
    'What I saw at the pier',
    at(0),
    page(
      'What I saw at the pier',
      `<header class="site-header"><a href="/">My harbour</a></header><div id="content"><div class="post hentry"><h1 class="entry-title">What I saw at the pier</h1><div class="post-meta">Posted by Ida on 3 March 2026</div><div class="entry-content">${p(at(0))}</div><div class="sharedaddy">${SHARE}</div><div class="post-tags">Tags: <a href="#">harbour</a></div></div>${COMMENTS}</div><div id="sidebar" class="widget-area"><div class="widget"><h3>Archives</h3><ul><li><a href="#">March 2026</a></li><li><a href="#">February 2026</a></li></ul></div></div>${FOOTER}`,
    ),
  ),
  made(
    'agency',
    'Tram line shut after inspection',
    at(1),
    page(
      'Tram line shut after inspection',
      `${NAV}<main><article><h1>Tram line shut after inspection</h1><div class="byline">By Samuel Okoro</div><time datetime="2026-03-02T08:00:00Z">March 2, 2026</time>${p(at(1))}</article></main>${TEASERS}${FOOTER}`,
      data({
        '@type': 'NewsArticle',
        headline: 'Tram line shut after inspection',
        datePublished: '2026-03-02T08:00:00Z',
      }),
    ),
  ),
  made(
    'tabloid',
    'SHUT! Fury as hospital closes doors',
    at(2),
    page(
      'SHUT! Fury as hospital closes doors',
      `${NAV}<div class="carousel"><ul><li><a href="/x">Star in tears over lost dog</a></li><li><a href="/y">You will not believe what he paid for this boat</a></li></ul></div><div class="article"><h1>SHUT! Fury as hospital closes doors</h1>${at(
        2,
      )
        .map(
          (line, index) =>
            `<p>${line}</p>${index % 2 === 1 ? ADVERT : index === 4 ? '<p><a href="/z">MORE: Ten photographs that her neighbours never wanted you to see</a></p>' : ''}`,
        )
        .join('')}</div>${TEASERS}${COMMENTS}${FOOTER}`,
    ),
  ),
  made(
    'live-blog',
    'Sea wall: as it happened',
    at(3).flatMap((line, index) => [`1${index}:05 Update`, line, at(30)[index] ?? '']),
    page(
      'Sea wall: as it happened',
      `${NAV}<main><h1>Sea wall: as it happened</h1><div class="live-posts">${at(3)
        .map(
          (line, index) =>
            `<article class="post"><h2>1${index}:05 Update</h2><p>${line}</p><p>${at(30)[index]}</p>${SHARE}</article>`,
        )
        .join('')}</div></main>${FOOTER}`,
    ),
  ),
  made(
    'paywall',
    'Library shelves stand empty',
    at(4),
    page(
      'Library shelves stand empty',
      `${NAV}<main><article><h1>Library shelves stand empty</h1><p>${at(4)[0]}</p><div class="subscribe-wall"><p>Subscribe to read on. The first month costs nothing, and you can stop whenever you like.</p></div></article></main>${FOOTER}`,
      data({
        '@type': 'NewsArticle',
        headline: 'Library shelves stand empty',
        isAccessibleForFree: false,
        articleBody: at(4).join('\n\n'),
      }),
    ),
  ),
  made(
    'interview',
    '“Nobody asked us”',
    [
      'Ms Brandt, when did you first hear of it?',
      at(5)[1] ?? '',
      'And what did you do?',
      at(5)[2] ?? '',
      at(5)[4] ?? '',
      'Will it open again?',
      at(5)[7] ?? '',
    ],
    page(
      '“Nobody asked us”',
      `${NAV}<article><h1>“Nobody asked us”</h1><p><strong>Ms Brandt, when did you first hear of it?</strong></p><p>${at(5)[1]}</p><p><strong>And what did you do?</strong></p><p>${at(5)[2]}</p><p>${at(5)[4]}</p><p><strong>Will it open again?</strong></p><p>${at(5)[7]}</p></article>${TEASERS}${FOOTER}`,
    ),
  ),
  made(
    'old-tables',
    'The pump that was off',
    at(6),
    page(
      'The pump that was off',
      `<table width="100%"><tr><td colspan="3"><font size="6">The Made-up Press</font></td></tr><tr><td width="150"><a href="/">Home</a><br><a href="/n">News</a><br><a href="/s">Sport</a></td><td><h1>The pump that was off</h1><font face="Arial">${at(6).join('<br><br>\n')}</font></td><td width="150"><b>Weather</b><br><a href="/w">Rain</a></td></tr></table>`,
    ),
  ),
  made(
    'line-breaks',
    'A loan and no pool',
    at(7),
    page(
      'A loan and no pool',
      `${NAV}<h1>A loan and no pool</h1><div class="story">${at(7).join('<br/>\n<br/>\n')}</div>${FOOTER}`,
    ),
  ),
  made(
    'single-page-app',
    '',
    at(8),
    page(
      'Two votes short',
      `<div id="root"><button>Menu</button></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { story: { id: 9, slug: 'votes', body: p(at(8)) } } })}</script>`,
    ),
  ),
  made(
    'state-left-over',
    'Wind farm waits for a cable',
    at(9),
    page(
      'Wind farm waits for a cable',
      `<div id="app"><header><a href="/">Press</a></header><main><h1>Wind farm waits for a cable</h1><div>${p(at(9))}</div></main></div><script>window.__STATE__ = ${JSON.stringify({ story: { body: at(9).join(' ') }, next: [{ body: at(31).join(' ') }] })};</script>`,
    ),
  ),
  made(
    'cookie-wall',
    'Hospital beds for sale',
    at(10),
    page(
      'Hospital beds for sale',
      `<div id="cookie-consent" role="dialog"><h2>We value your privacy</h2><p>We and our 412 partners store cookies on your device so that you see things that you might buy, and so that we know what you read.</p><button>Accept all</button><button>Manage</button></div>${NAV}<article><h1>Hospital beds for sale</h1>${p(at(10))}</article>${FOOTER}`,
    ),
  ),
  made(
    'captions',
    'Pictures of a closed pier',
    [
      at(11)[0] ?? '',
      'The pier on Tuesday morning. Photo: Ida Brandt',
      ...at(11).slice(1, 5),
      'Bolts that were found on the beach.',
      ...at(11).slice(5),
    ],
    page(
      'Pictures of a closed pier',
      `${NAV}<article><h1>Pictures of a closed pier</h1><p>${at(11)[0]}</p><figure><img src="1.jpg" alt=""><figcaption>The pier on Tuesday morning. Photo: Ida Brandt</figcaption></figure>${p(at(11).slice(1, 5))}<figure><img src="2.jpg" alt=""><figcaption>Bolts that were found on the beach.</figcaption></figure>${p(at(11).slice(5))}</article>${FOOTER}`,
    ),
  ),
  made(
    'table-inside',
    'What the wall will cost',
    [
      ...at(12).slice(0, 4),
      'Part\tMillions',
      'Piles\t2.4',
      'Pump house\t0.9',
      'Cables\t0.7',
      ...at(12).slice(4),
    ],
    page(
      'What the wall will cost',
      `${NAV}<main><article><h1>What the wall will cost</h1>${p(at(12).slice(0, 4))}<table><tr><th>Part</th><th>Millions</th></tr><tr><td>Piles</td><td>2.4</td></tr><tr><td>Pump house</td><td>0.9</td></tr><tr><td>Cables</td><td>0.7</td></tr></table>${p(at(12).slice(4))}</article></main>${FOOTER}`,
    ),
  ),
  made(
    'lists',
    'Five things about the tram',
    [
      ...at(13).slice(0, 2),
      'It is older than the road.',
      'It has never made a profit.',
      'Its drivers sing.',
      'What comes next',
      ...at(13).slice(2),
    ],
    page(
      'Five things about the tram',
      `${NAV}<article><h1>Five things about the tram</h1>${p(at(13).slice(0, 2))}<ol><li>It is older than the road.</li><li>It has never made a profit.</li><li>Its drivers sing.</li></ol><h2>What comes next</h2>${p(at(13).slice(2))}</article>${LETTER}${FOOTER}`,
    ),
  ),
  made(
    'quotes',
    'Letters to the harbour master',
    [
      ...at(14).slice(0, 3),
      'Sir, the bolts on the third pile are loose again, and I am too old to climb down there.',
      ...at(14).slice(3),
    ],
    page(
      'Letters to the harbour master',
      `${NAV}<article><h1>Letters to the harbour master</h1>${p(at(14).slice(0, 3))}<blockquote><p>Sir, the bolts on the third pile are loose again, and I am too old to climb down there.</p></blockquote>${p(at(14).slice(3))}</article>${COMMENTS}${FOOTER}`,
    ),
  ),
];
const LOG = '10:00  low water\n12:30  first crack seen\n16:45  gates closed';

/** @type {MadePage[]} */
const PAGES_OF_OTHER_BUILDS = [
  made(
    'preformatted',
    'Log of a long day',
    [...at(15).slice(0, 3), LOG, ...at(15).slice(3)],
    page(
      'Log of a long day',
      `${NAV}<article><h1>Log of a long day</h1>${p(at(15).slice(0, 3))}<pre>${LOG}</pre>${p(at(15).slice(3))}</article>${FOOTER}`,
    ),
  ),
  made(
    'divs-only',
    'Bricks from the quarry',
    at(16),
    page(
      'Bricks from the quarry',
      `<div class="top"><div><a href="/">Home</a></div></div><div class="c1"><div class="c2"><h1>Bricks from the quarry</h1>${at(
        16,
      )
        .map((line) => `<div class="t">${line}</div>`)
        .join(
          '',
        )}</div><div class="c3"><div><a href="/1">Old news</a></div><div><a href="/2">Older news</a></div></div></div>`,
    ),
  ),
  made(
    'utility-classes',
    'Nine piles, three cracks',
    at(17),
    page(
      'Nine piles, three cracks',
      `<div class="flex"><header class="px-4 py-2"><a href="/">Press</a></header><main class="mx-auto"><div class="mb-4"><h1 class="text-xl">Nine piles, three cracks</h1></div><div class="space-y-4">${at(
        17,
      )
        .map((line) => `<p class="mb-2 text-lg leading-7">${line}</p>`)
        .join('')}</div></main></div>${FOOTER}`,
    ),
  ),
  made(
    'parts-between-adverts',
    'The minutes of every meeting',
    at(18),
    page(
      'The minutes of every meeting',
      `${NAV}<div class="story"><h1>The minutes of every meeting</h1><div class="story-part">${p(at(18).slice(0, 3))}</div>${ADVERT}<div class="story-part">${p(at(18).slice(3, 6))}</div>${ADVERT}<div class="story-part">${p(at(18).slice(6))}</div></div>${TEASERS}${FOOTER}`,
    ),
  ),
  made(
    'summary-above',
    'No plan, no date',
    ['Councillors wanted a plan by Friday. What they got was a promise and a bill.', ...at(19)],
    page(
      'No plan, no date',
      `${NAV}<article><header><h1>No plan, no date</h1><p class="standfirst">Councillors wanted a plan by Friday. What they got was a promise and a bill.</p><p class="byline">By Mirela Danic</p>${SHARE}</header><div class="article-body">${p(at(19))}</div></article>${FOOTER}`,
    ),
  ),
  made(
    'endless-scroll',
    'One engineer for a whole coast',
    at(20),
    page(
      'One engineer for a whole coast',
      `${NAV}<main><article><h1>One engineer for a whole coast</h1>${p(at(20))}</article><article class="next-story"><h1>Another story altogether</h1>${p(at(32))}</article></main>${FOOTER}`,
    ),
  ),
  made(
    'author-box',
    'The winter before last',
    at(21),
    page(
      'The winter before last',
      `${NAV}<article><h1>The winter before last</h1>${p(at(21))}<div class="author-bio"><p>Tomas Vale has reported from the coast since 2009 and keeps two goats.</p></div></article>${TEASERS}${FOOTER}`,
    ),
  ),
  made(
    'hidden-text',
    'What the report left out',
    at(22),
    page(
      'What the report left out',
      `${NAV}<article><h1>What the report left out</h1>${p(at(22).slice(0, 4))}<p hidden>This sentence was taken back before the page went out.</p><div aria-hidden="true"><p>Words that are there for nobody at all to read.</p></div><div style="display:none"><p>${at(33)[0]}</p></div>${p(at(22).slice(4))}<noscript><p>Please turn on scripts to see the map.</p></noscript></article>${FOOTER}`,
    ),
  ),
  made(
    'single-file',
    'Saved for later',
    at(23),
    `<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://press.example/saved \n saved date: Mon Mar 02 2026 09:00:00 GMT+0000\n--><meta charset=utf-8><title>Saved for later</title><style>.sf-hidden{display:none!important}</style><body><nav class=sf-hidden><a href=https://press.example/>Home</a></nav><main><article><h1>Saved for later</h1>${at(
      23,
    )
      .map((line) => `<p>${line}`)
      .join('')}<aside><p>The pool was opened by a princess in the rain.</aside></article></main>`,
  ),
  made(
    'xhtml',
    'Strict as it gets',
    at(24),
    `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Strict as it gets</title><script src="a.js"/></head><body><div id="menu"><a href="/">Home</a></div><div id="main"><h1>Strict as it gets</h1><a id="top"/>${p(at(24))}</div></body></html>\n`,
  ),
  made(
    'comments-longer',
    'A short note',
    at(25).slice(0, 4),
    page(
      'A short note',
      `${NAV}<article><h1>A short note</h1>${p(at(25).slice(0, 4))}</article><section id="comments">${at(
        34,
      )
        .concat(at(35))
        .map((line) => `<div class="comment"><p>${line}</p></div>`)
        .join('')}</section>${FOOTER}`,
    ),
  ),
];

const OTHER_LANGUAGES = [
  {
    name: 'german',
    attributes: 'lang="de"',
    title: 'Der Anleger bleibt gesperrt',
    more: 'Mehr zum Thema',
    lines: [
      'Der alte Fähranleger bleibt mindestens zwei Winter lang gesperrt, teilte die Gemeinde am Dienstagabend mit.',
      'Gutachter hatten an drei von neun Pfählen Risse entdeckt, die niemand gemeldet hatte.',
      '„Uns hat man im Frühjahr gesagt, alles sei in Ordnung“, sagte eine Anwohnerin.',
      'Die Reparatur könnte bis zu vier Millionen kosten; weniger als ein Drittel davon will der Kreis zahlen.',
    ],
  },
  {
    name: 'arabic',
    attributes: 'lang="ar" dir="rtl"',
    title: 'إغلاق الرصيف القديم لشتاءين',
    more: 'اقرأ أيضا',
    lines: [
      'أعلنت البلدية مساء الثلاثاء أن رصيف العبّارات القديم سيبقى مغلقا لشتاءين على الأقل بعد العثور على شقوق في ثلاث من ركائزه.',
      'وقال مدير الميناء إن العبور لم يعد آمنا، وإن أحدا لم يبلغ عن هذه الأضرار منذ سنوات طويلة.',
      'ويخشى أصحاب المتاجر على الضفة الشمالية أن يقل عدد الزوار ما دامت القوارب ترسو بعيدا عنهم.',
      'ومن المقرر أن يصوت المجلس على القرض في الأسبوع الثاني من الشهر المقبل.',
    ],
  },
  {
    name: 'hebrew',
    attributes: 'lang="he" dir="rtl"',
    title: 'המזח הישן ייסגר לשני חורפים',
    more: 'כתבות נוספות',
    lines: [
      'מועצת העיר הודיעה ביום שלישי בערב כי מזח המעבורות הישן יישאר סגור לפחות שני חורפים.',
      'מהנדסים מצאו סדקים בשלוש מתוך תשע הכלונסאות, ומנהל הנמל אמר שהמעבר אינו בטוח.',
      'בעלי החנויות בגדה הצפונית חוששים שפחות מבקרים יגיעו כל עוד הסירות עוגנות רחוק משם.',
      'ההצבעה על ההלוואה תיערך בשבוע השני של החודש הבא, אמרה המועצה בהודעה.',
    ],
  },
  {
    name: 'japanese',
    attributes: 'lang="ja"',
    title: '古い桟橋、二冬のあいだ閉鎖へ',
    more: '関連記事',
    lines: [
      '町議会は火曜日の夜、古い渡し船の桟橋を少なくとも二度の冬のあいだ閉鎖すると発表した。',
      '技術者が九本の杭のうち三本にひびを見つけ、港長は渡航は安全ではないと述べた。',
      '北岸の商店主たちは、船が一キロ先に着くようになれば客が減るのではないかと心配している。',
      '修理には最大四百万かかる見込みで、県が負担するのはその三分の一に満たないという。',
    ],
  },
  {
    name: 'russian',
    attributes: 'lang="ru"',
    title: 'Старый причал закрыли на две зимы',
    more: 'Читайте также',
    lines: [
      'Старый паромный причал останется закрытым как минимум на две зимы, сообщил во вторник вечером городской совет.',
      'Инженеры нашли трещины в трёх из девяти свай, о которых никто не сообщал много лет.',
      '«Весной нам говорили, что всё в порядке», — сказала жительница соседней улицы.',
      'Ремонт может стоить до четырёх миллионов, из которых область готова оплатить меньше трети.',
    ],
  },
];

/** @returns {MadePage[]} */
function pagesOfLanguages() {
  return OTHER_LANGUAGES.map(({ name, attributes, title, more, lines }) =>
    made(
      name,
      title,
      lines,
      page(
        title,
        `<nav><a href="/">1</a> <a href="/2">2</a></nav><main><article><h1>${title}</h1>${p(lines)}</article><div><h3>${more}</h3><ul><li><a href="/x">${lines[3]?.slice(0, 30)}</a></li></ul></div></main>`,
        '',
        attributes,
      ),
    ),
  );
}

await runScript(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const { name, html, truth } of [
    ...PAGES_OF_OUTLETS,
    ...PAGES_OF_OTHER_BUILDS,
    ...pagesOfLanguages(),
  ]) {
    await writeFile(path.join(FOLDER, `${name}.html`), html);
    await writeFile(
      path.join(FOLDER, `${name}.txt`),
      `${truth.filter((line) => line !== '').join('\n')}\n`,
    );
  }
});
