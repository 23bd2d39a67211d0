import { speechLanguage } from './language.ts';

/** Fields of a ministry, which stand between an office and a name. */
const FIELDS = '(?:Asuntos|Exteriores|Defensa|Interior|Economía|Hacienda|Justicia|Estado)';

export const SPANISH = speechLanguage({
  finite: `
    dijo dice dicho afirmó afirma afirmado declaró declara declarado señaló señala señalado aseguró asegura
    asegurado explicó explica explicado añadió añade añadido agregó agrega advirtió advierte advertido indicó
    indica indicado subrayó subraya subrayado insistió insiste insistido sostuvo sostiene manifestó manifiesta
    manifestado expresó criticó critica criticado denunció denuncia denunciado anunció anuncia anunciado
    respondió responde reiteró reitera reiterado calificó califica calificado acusó acusa acusado comentó
    comenta apuntó apunta recordó recuerda destacó destaca admitió admite admitido negó niega negado confirmó
    confirma confirmado pidió pide pedido exigió exige exigido prometió escribió lamentó lamenta preguntó
    zanjó concluyó reconoció reconoce rechazó rechaza`,
  participle: '',
  accordingTo: '[Ss]egún|[Dd]e acuerdo con',
  auxiliary: 'ha han había habían habría',
  adverb: 'también luego después además ya recientemente nuevamente sin embargo antes ayer hoy',
  pronoun: 'él ella',
  pronounAhead: String.raw`\s(?:él|ella)`,
  governing: `
    a al de del para con por en sobre contra entre bajo como que y e o según tras ante desde hasta`,
  title: `
    presidente presidenta primer primera ministro ministra secretario secretaria general canciller portavoz
    alcalde alcaldesa diputado diputada senador senadora embajador embajadora director directora profesor
    profesora doctor doctora dr dra señor señora sr sra papa rey reina almirante coronel capitán comisario
    comisaria jefe jefa líder vicepresidente vicepresidenta gobernador gobernadora exteriores asuntos
    defensa interior hacienda gobierno estado economía justicia casa kremlin otan onu ue`,
  notAName: `
    el la los las un una unos unas lo este esta estos estas ese esa él ella ellos ellas nosotros yo tú usted
    su sus mi nuestro que quien cuando donde cómo por para con sin sobre en de del a al y o pero sino si no
    según tras ante desde hasta durante entre como así también ya luego después antes lunes martes miércoles
    jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre ayer hoy mañana gobierno oposición expertos fuentes testigos policía periodistas
    medios autoridades algunos muchos varios`,
  institution:
    'ministerio comisión parlamento partido tribunal ejército banco instituto universidad fundación consejo congreso',
  notAPerson: `
    rusia ucrania moscú kiev washington bruselas berlín parís londres pekín china francia alemania polonia
    varsovia europa turquía ankara israel irán japón canadá italia españa madrid hungría kremlin méxico
    argentina`,
  beforeNameAhead: String.raw`(?:(?:el|la)\s(?:(?:[\p{Ll}\p{M}-]+|${FIELDS})\s){0,8}?(?!${FIELDS}))?`,
  conjunction: 'y e pero',
  inverts: true,
});
