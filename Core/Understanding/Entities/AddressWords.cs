using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>The words that addresses are made of, beside those of <see cref="StreetWords"/>.</summary>
internal static class AddressWords
{
    /// <summary>Ends of a street's name (<see cref="StreetWords.Suffix"/>) that are hardly ever another word; after "drive" or "park" something more must tell of an address.</summary>
    private static readonly FrozenSet<string> SureSuffixes = Set("""
        st str street ave av avenue aven avenu rd road blvd blv bl boulevard ln lane dr pkwy pkway parkway hwy highway ct cir ter terr terrace pl trl sq plz aly alley cres cv xing expy expressway
        """);

    /// <summary>What a street's name begins with: "Calle 5", "Avenue of the Americas", "Highway 99".</summary>
    public static readonly FrozenDictionary<string, string> Prefixes = Pairs("""
        calle Calle  avenida Avenida  avda Avenida  avenue Avenue  bulevar Bulevar  camino Camino  paseo Paseo  via Via  carretera Carretera  callejon Callejon  privada Privada  calzada Calzada  carrera Carrera
        highway Hwy  hwy Hwy  route Rte  rte Rte  rt Rte  interstate I  fm FM
        """);

    /// <summary>Spanish ones, after whose name the house number may come.</summary>
    public static readonly FrozenSet<string> NumberAfter = Set("calle avenida avda av ave bulevar blvd camino paseo carretera callejon privada calzada carrera");

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
        am pm oclock percent dollars bucks million thousand pesos dolares millones miles blocks cuadras
        live lives living vivo vive vivimos near cerca please pls plz thanks thx gracias favor porfa address direccion street moved move mude mudamos mudo zip code postal apt unit
        poll polls polling place casilla urna where donde when cuando how como que quien who why what cual now ahora today tomorrow hoy manana tonight right can could puedo puede is are es esta hi hello hola hey
        register registered registration registrar registrado registrarme ballot ballots boleta mail correo email phone telefono want need quiero necesito get know saber like call llamar text send enviar
        same different only also too still currently anymore measure proposition prop medida next last every each between corner esquina going go drop come turn go take
        """);

    private static readonly FrozenSet<string> CommonStreets = Set("""
        main oak elm pine maple cedar birch walnut chestnut hickory willow spruce poplar sycamore magnolia juniper aspen laurel dogwood cherry locust linden
        washington lincoln jefferson jackson madison franklin
        """);

    private static readonly FrozenSet<string> Particles = Set("la el los las de del san santa santo st saint mt mount fort ft the of lake new");

    /// <summary>Whether a word can stand in a street's or city's name.</summary>
    public static bool IsName(string word) =>
        Particles.Contains(word) || (!NoNames.Contains(word) && !WordForms.English.IsCommon(word) && !WordForms.Spanish.IsCommon(word));

    /// <summary>Whether a word ends a street's name.</summary>
    /// <param name="sure">Whether it is hardly ever another word.</param>
    public static bool IsSuffix(Token token, out string suffix, out bool sure)
    {
        suffix = StreetWords.Suffix(token.Word) ?? "";
        sure = SureSuffixes.Contains(token.Word);
        return suffix.Length > 0 && token.Kind == TokenKind.Word && !WordForms.English.IsCommon(token.Word) && !WordForms.Spanish.IsCommon(token.Word);
    }

    /// <summary>A direction, but for "no" and "so", which are other words as a rule.</summary>
    public static string? Direction(string word) => word is "no" or "so" ? null : StreetWords.Direction(word);

    /// <summary>Whether a word asks at a sentence's end whether that is so.</summary>
    public static bool IsTag(string word) =>
        word is "true" or "correct" or "yes" or "yeah" or "yep" or "ok" or "okay" or "huh" or "eh" or "thanks" or "sorry" or "asap" or "verdad" or "cierto" or "correcto" or "si" or "gracias" or "perdon" or "no";

    /// <summary>Whether a street is so common that its name alone, after a house number, tells of it: "555 oak".</summary>
    public static bool IsCommonStreet(string word) => CommonStreets.Contains(word);

    /// <summary>Whether a word only joins those of a name.</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Pairs(string text) => text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2)
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
