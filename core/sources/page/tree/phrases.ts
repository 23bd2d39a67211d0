import type { BlockPart } from '../../reading.ts';

/** What a whole block says that is no part of any article's text. */
export interface Phrase {
  readonly part: Exclude<BlockPart, 'article' | 'hidden'>;
  readonly why: string;
}

/** Beginning and end of a block are meant; the block is in lower case, its white space joined. */
const whole = (words: string): RegExp =>
  new RegExp(`^[^\\p{L}\\p{N}]*(?:${words})[^\\p{L}\\p{N}]*$`, 'u');

const begins = (words: string): RegExp =>
  new RegExp(`^[^\\p{L}\\p{N}]*(?:${words})(?![\\p{L}\\p{N}])`, 'u');

const ADVERTISING = whole(
  'ads?|adverts?|advertisements?|advertising|ads? by \\w+|sponsored(?: (?:links?|content|by .{1,40}))?|promoted(?: by .{1,40})?|' +
    'paid (?:content|post|partnership)|(?:story|article|advertisement|post|content) continues below(?: (?:this )?(?:ad|advertisement|video))?|' +
    'advertisement continue reading below|advertisement scroll to continue|continue reading below|' +
    'continue reading the main story|scroll (?:down )?to (?:continue|read more)(?: reading)?|article continues after (?:this )?(?:ad|advertisement)|' +
    'anzeigen?|werbung|publicidad|publicité|annonces?|pubblicità|publicidade|advertentie|reklam[ae]?|iklan|реклама|广告|廣告|広告|pr|광고|إعلان',
);

const CONTROLS = whole(
  'share|share (?:this|it|on|via|article|story|full article)\\b.{0,60}|tweet|tweet this|pin(?: it)?|print(?: this)?(?: page| article)?|e?-?mail(?: this)?|copy link|save|' +
    'facebook|twitter|whatsapp|linkedin|pinterest|reddit|instagram|telegram|like this story\\b.{0,60}|like this|' +
    'view all(?: \\(?\\d+\\)?)?|view (?:all )?(?:comments?|gallery|photos|slideshow)(?: \\(?\\d+\\)?)?|show more|show less|load(?:ing)?(?: more)?(?: comments| stories)?|read more|read full (?:story|article)|see (?:more|all)|more|' +
    'more videos|media playback is (?:unsupported|not supported)\\b.{0,40}|this slideshow requires javascript|back to top|go back|close|next|previous|prev|next article|previous article|skip(?: ad| to .{1,40})?|expand|collapse|toggle .{1,30}|' +
    'play(?: video)?|pause|mute|unmute|replay|watch(?: video| now| live)?|listen(?: now)?|video|photos?|gallery|caption|hide caption|toggle caption|enlarge(?: this)? image|full ?screen|' +
    '(?:image|slide|photo) \\d+ (?:of|/) \\d+|\\d+ ?/ ?\\d+|click (?:here|to (?:enlarge|expand|zoom|share|play|print|email|tweet|view)\\b.{0,60})|tap to unmute|' +
    'volver|voltar|zurück(?: zur übersicht)?|nach oben|teilen|drucken|partager|imprimer|compartir|compartilhar|condividi|delen|mehr|lire la suite|leer más|leia mais|leggi tutto|поделиться|загрузка|читать далее|シェア|シェアする|ツイート|印刷|共有|مشاركة|طباعة|שתף|הדפסה',
);

const COMMENTS = whole(
  '\\d* ?comments?(?: \\(?[+\\d]+\\)?)?|(?:leave|add|post|write|view|read|show|hide) (?:a |your |the |all )?(?:comments?|reply|response)\\b.{0,40}|join the (?:conversation|discussion)|' +
    '\\d* ?kommentare?|\\d* ?commentaires?|\\d* ?comentarios?|комментари[ийяев]+(?: \\d+)?|コメント(?: ?\\d+)?|have your say|what do you think\\b.{0,60}comments? below|' +
    '(?:let us know|tell us|share your thoughts)\\b.{0,60}comments?(?: section)?(?: below)?|reply|report(?: comment| abuse)?',
);

const RELATED = begins(
  'related(?: (?:articles?|stor(?:y|ies)|posts?|content|news|coverage|links?|topics?|video|reading))?(?=\\s*[:：|»–-]|$)|(?:read|see|watch|listen|learn)(?: (?:more|also|next|now|this|here))?(?=\\s*[:：|»])|' +
    'more(?: (?:from|on|about|stories|news|coverage|articles|in))? ?(?=[:：|»])|see also|also read|read also|also see|must[- ]reads?|don.?t miss|recommended(?=\\s*[:：|»])|' +
    'you (?:may|might) (?:also )?(?:like|be interested)|further reading|up next|next up|trending(?=\\s*[:：|»]|$)|popular on|' +
    'lire aussi|à lire(?: aussi)?|lesen sie (?:auch|hier|mehr)|mehr zum thema|lea también|lee también|leer también|te puede interesar|leia (?:também|mais)|veja também|saiba mais|leggi anche|' +
    'lees ook|læs også|läs (?:också|även|mer)|les også|lue myös|читайте также|читать также|смотрите также|по теме|czytaj (?:też|także|również)|zobacz (?:też|także|również)|baca juga|関連記事|あわせて読みたい|相关阅读|延伸阅读|اقرأ أيضا|اقرأ أيضاً|קראו גם|اقرأ المزيد|devamını oku|ilgili haber',
);

const NEWSLETTER = begins(
  'sign up (?:for|to|now|here|today|with)|subscribe (?:to|now|here|today|for)|get (?:the|our|your|breaking|all the)\\b.{0,50}(?:newsletter|inbox|app\\b|alerts)|' +
    '(?:click here )?to (?:subscribe|sign up)|join (?:our|the|us|over|more than|thousands)\\b.{0,60}(?:newsletter|channel|community|mailing|forums?|facebook|telegram|whatsapp|subscribers|members)|' +
    'follow (?:us|\\p{L}+(?: \\p{L}+){0,3}) on|follow @|(?:like|find|join) us on|download (?:the|our) .{0,30}app|click here to (?:get|subscribe|sign|read|download|join|see|watch)|' +
    'start your (?:free )?(?:day|trial|subscription)|already (?:a )?(?:subscriber|subscribed|have an account|a member)|log ?in (?:to|or)|create (?:a |an |your )?(?:free )?account|' +
    'this (?:article|story|content) is (?:only |exclusively )?(?:available )?(?:for|to) (?:subscribers|members)|support (?:our|independent|quality) journalism|' +
    'follow .{1,40} (?:full |live )?coverage\\b|chat with us|have a (?:news )?tip|got a (?:news )?tip|send (?:us )?(?:a |your )?(?:news )?tips?|enter your e?-?mail|thank(?:s| you) for (?:signing up|subscribing|your subscription)|there was (?:a problem|an error)|by (?:signing up|clicking|subscribing|submitting|entering)|' +
    'abonnieren sie|jetzt (?:abonnieren|anmelden)|newsletter abonnieren|abonnez-vous|inscrivez-vous|suscríbete|suscríbase|síguenos|assine|inscreva-se|siga-nos|iscriviti|seguici|подпис(?:ывайтесь|аться|ка)|メルマガ|اشترك|تابعونا|הירשמו|abone ol|zapisz się',
);

/** The same asked for behind another sentence, or promised to come by mail. */
const ASKED =
  /[.!?…]['’"”)]? (?:sign up|subscribe)\b.{0,100}\b(?:newsletter|inbox|magazine|channel)\b|\b(?:delivered|sent|straight|right|directly) (?:straight |right |directly )?(?:in)?to your (?:e-?mail )?inbox\b|\bin dein(?:em?)? postfach\b/u;

/** What a form says once it was sent, or could not be. */
const SENT = begins(
  'thank(?:s| you)[!.,]? your (?:submission|message|form|request|e-?mail) (?:has|was|have)\\b|(?:oops!? )?something went wrong while submitting|please check your inbox\\b',
);

/** Where the rest of the text costs money. */
const PAYWALL = begins(
  'unlock (?:this|the full) (?:article|story)|to (?:read|continue reading|keep reading|see) .{0,60}(?:subscribe|log ?in|sign (?:in|up))|(?:this|the) (?:article|story|content) is (?:exclusive|reserved|exclusively) (?:to|for)\\b.{0,40}(?:subscribers|members)|' +
    'dieser artikel ist (?:nur )?für abonnenten|cet article est réservé aux abonnés|artículo exclusivo para suscriptores|この記事は(?:有料)?会員限定|残り\\s*\\d+\\s*文字',
);

/** What a page earns by the links in it. Somebody who is quoted may say so, too: marks begin no notice. */
const COMMISSION =
  /^(?!["'“„«‘])(?:.*\b(?:we|i|us)\b.{0,60}\b(?:earn|receive|get|make|paid)\b.{0,40}\bcommissions?\b.*|.*\bcontains? affiliate links\b.*|as an amazon associate\b.*)/u;

const EARNS_BY = /\b(?:links?|affiliates?|purchas(?:e|es|ed|ing)|amazon)\b/u;

const COOKIES = begins(
  '(?:we|this (?:site|website|page)|our (?:site|website))(?: and our partners)? (?:use|uses|store|value your privacy)\\b.{0,80}(?:cookies|privacy)|accept (?:all )?cookies|manage (?:cookies|preferences|consent)|' +
    'diese (?:website|seite) (?:verwendet|nutzt|benutzt) cookies|wir verwenden cookies|ce site utilise des cookies|nous utilisons des cookies|(?:utilizamos|usamos) cookies|questo sito utilizza|deze (?:website|site) gebruikt cookies|мы используем (?:файлы )?cookies?',
);

const SUBJECTS = begins(
  '(?:tags?|tagged(?: with| as| in)?|filed under|topics?|categor(?:y|ies)|keywords?|labels?|posted in|schlagw[oö]rte?r?|themen|étiquettes|mots-clés|etiquetas|temas|тег[иы]?|теги|标签|タグ|キーワード|וסוגים|الكلمات)(?=\\s*[:：])',
);

const RIGHTS = begins(
  '(?:©|\\(c\\)|copyright)\\s*(?:©|\\(c\\))?\\s*(?:\\d{4}|\\p{L})|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|citation:|this (?:document|material|content) (?:is subject to copyright|may not be)',
);

const WRITTEN = begins(
  '(?:first |last |originally )?(?:published|updated|posted|modified|created|edited|reviewed|uploaded)(?: (?:on|at|by|in))?(?=\\s*[:：]|\\s+(?:\\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|an? |at|about|yesterday|today))|' +
    '(?:veröffentlicht|aktualisiert|erstellt|stand|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|опубликовано|обновлено|更新日?|公開日?|掲載|نشر|פורסם)(?=\\s*[:：]|\\s+(?:am|le|el|em|il|op|in|la|à|a)?\\s*\\d)',
);

const BYLINE =
  /^(?:by|written by|posted by|words by|story by|reported by|author|von|par|por|di|door|av|текст|автор|文|著者|作者|记者|記者|بقلم|מאת)(?=[\s:：]+\p{L})/u;

const WORK =
  '(?:reporting|writing|editing|research|translation|compiled|edited|written|translated)';

/** Who worked on it: in brackets, in a list, or a line of a name. “Reporting by a paper has shown …” is text. */
const WORKED = new RegExp(
  `^(?:\\((?:additional )?${WORK}(?: (?:in|from) .{1,30})? by |\\(?(?:additional|further) ${WORK} by |` +
    `\\(?${WORK} by .{2,200}[;,.(] ?(?:additional )?${WORK}(?: (?:in|from) .{1,30})? by |` +
    `${WORK} by [\\p{L}.'’-]+(?: [\\p{L}.'’-]+){1,4}$|` +
    '\\(?mit material (?:von|der) |\\(?avec (?:afp|reuters)\\b)',
  'u',
);

const CONTRIBUTED =
  /^.{3,160}\bcontributed (?:to this (?:report|story|article)|reporting)(?: from .{1,40})?[^\p{L}\p{N}]*$/u;

/** Where its author is to be written to or followed. */
const REACHED =
  /^(?:(?:you can|please) )?(?:(?:write to|e-?mail) .{1,60} at .{0,40}@|(?:reach|contact|follow|tweet) (?:him|her|them|me|us|(?:the )?(?:author|reporter|writer|journalist)s?) (?:at|on|via)\b.{0,100}(?:@|\btwitter\b|\binstagram\b|\blinkedin\b))/u;

const DATED =
  /(?:^|[^\p{L}])(?:published|updated|posted|publicad[oa](?: por)?|actualizado|atualizado|veröffentlicht|aktualisiert|publié|mis à jour|опубликовано|обновлено) ?[:：].{0,30}\d/u;

const PICTURE =
  /^\W*(?:(?:lead |main |feature[d]? )?(?:photo(?:graph)?s?|images?|pictures?|illustrations?|credits?|fotos?|bild(?:er)?|crédits?|créditos?|source|quelle|фото|写真)(?: (?:credits?|illustrations?|source))?(?:\s*[:：…]|\.\.\.|\s+(?:by|via|courtesy)\b)|courtesy (?:of )?)/u;

const AGENCY =
  /(?:getty(?: images)?|shutterstock|reuters|associated press|\bap(?: photo| file)?|\bafp|\bepa|\bdpa|istock(?:photo)?|adobe stock|alamy|pixabay|unsplash|flickr|wikimedia(?: commons)?)\W*$/u;

const LONGEST = { label: 90, line: 420, byline: 120, contact: 240 } as const;

/** What a block says by its words alone; `null` where it may be the article's. */
export function phraseOf(text: string): Phrase | null {
  if (text.length > LONGEST.line) return null;
  const line = text.replace(/\s+/gu, ' ').trim().toLowerCase();
  const isShort = line.length <= LONGEST.label;
  if (!/[\p{L}\p{N}]/u.test(line)) return { part: 'aside', why: 'It is a sign without words.' };
  if (isShort && ADVERTISING.test(line))
    return { part: 'advertising', why: 'It marks an advertisement.' };
  if (isShort && CONTROLS.test(line))
    return { part: 'navigation', why: 'It is a control of the page, not text.' };
  if (isShort && COMMENTS.test(line))
    return { part: 'comment', why: 'It leads to readers’ comments.' };
  if (SUBJECTS.test(line)) return { part: 'metadata', why: 'It lists the article’s subjects.' };
  if (RIGHTS.test(line)) return { part: 'metadata', why: 'It says whose the rights are.' };
  if (isShort && WRITTEN.test(line))
    return { part: 'metadata', why: 'It says when the article was published.' };
  if (WORKED.test(line) || CONTRIBUTED.test(line))
    return { part: 'metadata', why: 'It says who worked on the article.' };
  if (line.length <= LONGEST.contact && REACHED.test(line))
    return { part: 'metadata', why: 'It says where the author can be reached.' };
  if (line.length <= LONGEST.byline && DATED.test(line))
    return { part: 'metadata', why: 'It says when the article was published.' };
  if (NEWSLETTER.test(line) || (line.length <= LONGEST.contact && ASKED.test(line)))
    return { part: 'aside', why: 'It asks readers to subscribe, follow or sign up.' };
  if (isShort && SENT.test(line))
    return { part: 'navigation', why: 'A form says it when it was sent.' };
  if (line.length <= LONGEST.contact && PAYWALL.test(line))
    return { part: 'aside', why: 'It says that the rest is for subscribers.' };
  if (COMMISSION.test(line) && EARNS_BY.test(line))
    return { part: 'metadata', why: 'It says what the page earns by its links.' };
  if (COOKIES.test(line))
    return { part: 'navigation', why: 'It is a notice about cookies or consent.' };
  return null;
}

/** What a caption says that names a picture's author or agency and nothing of what is seen in it. */
export function creditOf(text: string): Phrase | null {
  const line = text.replace(/\s+/gu, ' ').trim().toLowerCase();
  const words = line.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const isCredit =
    (words <= 8 && PICTURE.test(line)) || (words <= 6 && AGENCY.test(line) && !/\.\s/u.test(line));
  return isCredit ? { part: 'metadata', why: 'It says whose the picture is.' } : null;
}

/** Whether a block begins as a pointer to another article does: `Read more: …`. */
export function pointsElsewhere(text: string): boolean {
  return RELATED.test(text.slice(0, 200).replace(/\s+/gu, ' ').trim().toLowerCase());
}

/** Whether a block is a line that names the author. */
export function isByline(text: string): boolean {
  return text.length <= LONGEST.byline && BYLINE.test(text.trim().toLowerCase());
}

/** Headings that say it by how they begin. */
const SECTION_BEGINS = begins(
  'related (?:articles?|stor(?:y|ies)|posts?|content|news|coverage|links?|topics?|videos?|reading|items)|read (?:more|next|also)|more (?:from|on|like this|by this|to read|.{0,24}\\b(?:stories|news|coverage|articles|posts|videos))|you (?:may|might) (?:also )?(?:like|be interested)|' +
    'recommended (?:for|stories|articles|videos?|reading|by)|trending (?:now|stories|on|topics|news|in)|popular (?:on|in|stories|posts|articles|now)|most (?:read|popular|viewed|recent|commented|shared)(?=$| (?:stories|news|articles|posts|videos|on|in|now|this|today)(?![\\p{L}\\p{N}]))|latest (?:news|stories|articles|posts|from|in|videos?)|top (?:stories|news|posts)|editor.?s.? (?:picks?|choice)|' +
    '\\d+ comments?|comments? (?:section|\\(?\\d+)|join the (?:conversation|discussion)|leave a (?:comment|reply)|post a comment|what do you think|about the authors?|about (?:us|the writer)|subscribe to|sign up (?:for|to)|share this|follow us|further reading|see also|up next|keep reading|what others|what to read|' +
    'next (?:article|post|story|up)|previous (?:article|post|story)|similar (?:articles|posts|stories|news)|from (?:the web|our partners|our sponsors|around)|around the web|promoted (?:stories|content|links)|sponsored (?:stories|content|links)|in other news|other (?:stories|news|articles)|stay (?:connected|informed|up to date)|get (?:the|our) .{0,30}newsletter|discover more|don.?t miss|must reads?|' +
    'mehr zum thema|weitere (?:artikel|themen|meldungen)|lesen sie auch|auch interessant|meistgelesen|das könnte sie|verwandte|à lire aussi|sur le même (?:sujet|thème)|les plus lus|vous (?:aimerez|pourriez) (?:aussi|aimer)|artículos relacionados|te puede interesar|lo más (?:leído|visto)|también te puede|le puede interesar|você (?:pode|poderá|vai|também pode) gostar|talvez você (?:goste|se interesse)|veja também|leia (?:também|mais)|mais lidas|notícias relacionadas|leggi anche|articoli correlati|potrebbe interessarti|lees ook|meest gelezen|' +
    'вам может быть интересно|читайте также|похожие|по теме|другие новости|关键词|מאמרים נוספים|مواضيع ذات صلة|اقرأ أيضا|اقرأ أيضاً|الأكثر قراءة|כתבות נוספות|czytaj także|najczęściej czytane|ilgili haberler|baca juga',
);

/** Headings that say it and nothing else. */
const SECTION_WHOLE = whole(
  'related|recommended|recommendations|trending|popular|latest|comments?|discussion|authors?|newsletters?|subscribe|sign ?up|share|tags|topics|follow|next|previous|similar|sponsored|advertisements?|contact|' +
    'kommentare?|commentaires?|comentarios|comentários|commenti|reacties|komentarze|yorumlar|relacionad[oa]s|powiązane|terkait|комментарии|関連記事|関連リンク|関連ニュース|関連キーワード|おすすめ|おすすめ記事|人気記事|ランキング|アクセスランキング|コメント|新着記事|相关新闻|相关阅读|热门|评论|推荐阅读|관련기사|댓글|التعليقات|תגובות',
);

/** Whether a heading begins a part of the page that is not the article. */
export function isForeignHeading(text: string): boolean {
  if (text.length > LONGEST.label) return false;
  const line = text.replace(/\s+/gu, ' ').trim().toLowerCase();
  return SECTION_BEGINS.test(line) || SECTION_WHOLE.test(line);
}
