using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>The words that addresses are made of, and their abbreviations of USPS Publication 28.</summary>
internal static class AddressWords
{
    /// <summary>What a street's name ends with. Hardly anything else follows a number so.</summary>
    public static readonly FrozenDictionary<string, string> Suffixes = Pairs("""
        st St  str St  street St  stret St  ave Ave  av Ave  avenue Ave  aven Ave  rd Rd  road Rd  blvd Blvd  blv Blvd  boulevard Blvd  ln Ln  lane Ln  dr Dr
        pkwy Pkwy  parkway Pkwy  hwy Hwy  highway Hwy  ct Ct  cir Cir  ter Ter  terr Ter  terrace Ter  pl Pl  trl Trl  sq Sq  plz Plz  aly Aly  alley Aly  cres Cres  cv Cv  xing Xing  expy Expy  expressway Expy
        """);

    /// <summary>What it ends with as well, but everyday words too: something more must tell of an address.</summary>
    public static readonly FrozenDictionary<string, string> WeakSuffixes = Pairs("""
        drive Dr  court Ct  place Pl  way Way  circle Cir  trail Trl  square Sq  plaza Plz  park Park  run Run  walk Walk  pass Pass  path Path  loop Loop  row Row  point Pt  pt Pt  view Vw
        ridge Rdg  hill Hl  hills Hls  creek Crk  cove Cv  bend Bnd  crossing Xing  crescent Cres  pike Pike  landing Lndg  glen Gln  grove Grv  heights Hts  hts Hts  meadows Mdws  bridge Brg  lake Lk  turnpike Tpke  broadway Broadway  esplanade Esplanade
        """);

    /// <summary>What a street's name begins with: "Calle 5", "Avenue of the Americas", "Highway 99".</summary>
    public static readonly FrozenDictionary<string, string> Prefixes = Pairs("""
        calle Calle  c Calle  avenida Avenida  avda Avenida  avenue Avenue  bulevar Bulevar  camino Camino  paseo Paseo  via Via  carretera Carretera  callejon Callejon  privada Privada  calzada Calzada  carrera Carrera
        highway Hwy  hwy Hwy  route Rte  rte Rte  rt Rte  interstate I  fm FM
        """);

    /// <summary>Spanish ones, after whose name the house number may come.</summary>
    public static readonly FrozenSet<string> NumberAfter = Set("calle avenida avda av ave bulevar blvd camino paseo carretera callejon privada calzada carrera");

    public static readonly FrozenDictionary<string, string> Directions = Pairs("""
        n N  north N  norte N  s S  south S  sur S  e E  east E  este E  w W  west W  oeste W  ne NE  northeast NE  noreste NE  nw NW  northwest NW  noroeste NW  se SE  southeast SE  sureste SE  sw SW  southwest SW  suroeste SW
        """);

    /// <summary>What a part of a house is called.</summary>
    public static readonly FrozenDictionary<string, string> Units = Pairs("""
        apt Apt  apartment Apt  aptmt Apt  appt Apt  apto Apt  apartamento Apt  apartado Apt  depto Apt  departamento Apt  dpto Apt  unit Unit  unidad Unit  ste Ste  suite Ste  rm Rm  room Rm  cuarto Rm  lot Lot  lote Lot  spc Spc  space Spc
        trlr Trlr  trailer Trlr  bldg Bldg  building Bldg  edificio Bldg  fl Fl  floor Fl  piso Fl  int Int  interior Int  casa Unit  local Ste  ph PH  penthouse PH
        """);

    public static readonly FrozenDictionary<string, string> States = Pairs("""
        al AL  ak AK  az AZ  ar AR  ca CA  co CO  ct CT  de DE  fl FL  ga GA  hi HI  id ID  il IL  in IN  ia IA  ks KS  ky KY  la LA  me ME  md MD  ma MA  mi MI  mn MN  ms MS  mo MO  mt MT  ne NE  nv NV  nh NH  nj NJ  nm NM  ny NY
        nc NC  nd ND  oh OH  ok OK  or OR  pa PA  ri RI  sc SC  sd SD  tn TN  tx TX  ut UT  vt VT  va VA  wa WA  wv WV  wi WI  wy WY  dc DC  pr PR  gu GU  vi VI  as AS  mp MP
        alabama AL  alaska AK  arizona AZ  arkansas AR  california CA  colorado CO  connecticut CT  delaware DE  florida FL  georgia GA  hawaii HI  idaho ID  illinois IL  indiana IN  iowa IA  kansas KS  kentucky KY  louisiana LA  luisiana LA
        maine ME  maryland MD  massachusetts MA  michigan MI  minnesota MN  mississippi MS  missouri MO  montana MT  nebraska NE  nevada NV  ohio OH  oklahoma OK  oregon OR  pennsylvania PA  pensilvania PA  tennessee TN  texas TX  utah UT
        vermont VT  virginia VA  washington WA  wisconsin WI  wyoming WY  guam GU
        """);

    /// <summary>States of two words.</summary>
    public static readonly FrozenDictionary<string, string> LongStates = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["new hampshire"] = "NH", ["new jersey"] = "NJ", ["nueva jersey"] = "NJ", ["new mexico"] = "NM", ["nuevo mexico"] = "NM", ["new york"] = "NY", ["nueva york"] = "NY",
        ["north carolina"] = "NC", ["north dakota"] = "ND", ["rhode island"] = "RI", ["south carolina"] = "SC", ["south dakota"] = "SD", ["west virginia"] = "WV", ["puerto rico"] = "PR",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words that are in no street's and no city's name, beside those common in a language.</summary>
    private static readonly FrozenSet<string> NoNames = Set("""
        day days week weeks month months year years hour hours minute minutes min mins second seconds people person voter voters vote votes voting kid kids friend friends question questions time times
        dia dias semana semanas mes meses ano anos hora horas minuto minutos persona personas votante votantes voto votos votar gente pregunta preguntas vez veces hijos amigos
        am pm oclock percent dollars bucks million thousand pesos dolares millones mil miles blocks cuadras
        live lives living vivo vive vivimos near cerca please pls plz thanks thx gracias favor porfa address direccion street moved move mude mudamos mudo zip code postal apt unit
        poll polls polling place casilla urna where donde when cuando how como que quien who why what cual now ahora today tomorrow hoy manana tonight right can could puedo puede is are es esta hi hello hola hey
        register registered registration registrar registrado registrarme ballot ballots boleta mail correo email phone telefono want need quiero necesito get know saber like call llamar text send enviar
        same different only also too still currently anymore measure proposition prop medida next last every each between corner esquina going go drop come turn go take
        """);

    private static readonly FrozenSet<string> Particles = Set("la el los las de del san santa santo st saint mt mount fort ft the of lake new");

    /// <summary>Whether a word can stand in a street's or city's name.</summary>
    public static bool IsName(string word) =>
        Particles.Contains(word) || (!NoNames.Contains(word) && !WordForms.English.IsCommon(word) && !WordForms.Spanish.IsCommon(word));

    /// <summary>Whether a word only joins those of a name.</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Pairs(string text) => text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2)
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
