using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// The words around a street's name in their one form, that of USPS Publication 28: "north" and "norte" are N, "avenue" and
/// "av" are Ave. One table for addresses that people write and for the street segments of an election office's feed, so
/// that both come out alike.
/// </summary>
public static class StreetWords
{
    private static readonly FrozenDictionary<string, string> Directions = Table(
        "N north no norte", "S south so sur", "E east este", "W west oeste",
        "NE northeast noreste nordeste", "NW northwest noroeste", "SE southeast sureste sudeste", "SW southwest suroeste sudoeste");

    // Publication 28, appendix C1: the standard abbreviation, then the whole word and the short forms that are in use.
    private static readonly string[] SuffixLines =
    [
        "Aly alley allee ally", "Anx annex anex", "Arc arcade", "Ave avenue av aven avenu avn avnue", "Bch beach", "Bnd bend",
        "Blf bluff bluf", "Blvd boulevard boul boulv blv bl bulevar", "Br branch brnch", "Brg bridge brdge", "Brk brook", "Byp bypass bypa byps",
        "Cp camp cmp", "Cyn canyon canyn cnyn", "Cpe cape", "Cswy causeway causwa", "Ctr center centre cent cntr cen", "Cir circle circ crcl crcle",
        "Clf cliff", "Clfs cliffs", "Clb club", "Cmn common", "Cmns commons", "Cor corner", "Cors corners", "Crse course", "Ct court crt",
        "Cts courts", "Cv cove", "Crk creek", "Cres crescent crsent crsnt", "Crst crest", "Xing crossing crssng", "Xrd crossroad", "Curv curve",
        "Dl dale", "Dm dam", "Dv divide", "Dr drive driv drv", "Drs drives", "Est estate", "Ests estates", "Expy expressway exp expr express",
        "Ext extension extn extnsn", "Fall fall", "Fls falls", "Fry ferry", "Fld field", "Flds fields", "Flt flat", "Flts flats", "Frd ford", "Frst forest",
        "Frg forge", "Frk fork", "Frks forks", "Ft fort frt", "Fwy freeway freewy frway frwy", "Gdn garden gardn", "Gdns gardens", "Gtwy gateway gatway",
        "Gln glen", "Grn green", "Grv grove grov", "Hbr harbor harb harbr", "Hvn haven", "Hts heights ht", "Hwy highway highwy hiway hiwy hway",
        "Hl hill", "Hls hills", "Holw hollow hllw", "Inlt inlet", "Is island islnd", "Iss islands", "Isle isle", "Jct junction jction jctn junctn",
        "Ky key", "Knl knoll knol", "Knls knolls", "Lk lake", "Lks lakes", "Land land", "Lndg landing lndng", "Ln lane", "Lgt light", "Lf loaf",
        "Lck lock", "Ldg lodge ldge lodg", "Loop loop", "Mall mall", "Mnr manor", "Mnrs manors", "Mdw meadow", "Mdws meadows medows", "Mews mews",
        "Ml mill", "Mls mills", "Msn mission missn mssn", "Mtwy motorway", "Mt mount mnt", "Mtn mountain mntain mntn mountin mtin", "Nck neck",
        "Orch orchard orchrd", "Oval oval ovl", "Opas overpass", "Park park prk", "Pkwy parkway parkwy pkway pky", "Pass pass", "Psge passage", "Path path",
        "Pike pike", "Pne pine", "Pnes pines", "Pl place", "Pln plain", "Plns plains", "Plz plaza plza", "Pt point", "Pts points", "Prt port",
        "Pr prairie prr", "Radl radial rad radiel", "Ramp ramp", "Rnch ranch", "Rpd rapid", "Rpds rapids", "Rst rest", "Rdg ridge rdge", "Rdgs ridges",
        "Riv river rvr rivr", "Rd road", "Rds roads", "Rte route rt", "Row row", "Run run", "Shl shoal", "Shls shoals", "Shr shore", "Shrs shores",
        "Skwy skyway", "Spg spring spng sprng", "Spgs springs", "Spur spur", "Sq square sqr sqre squ", "Sta station statn stn", "Strm stream streme",
        "St street str strt", "Sts streets", "Smt summit sumit sumitt", "Ter terrace terr", "Trwy throughway", "Trce trace", "Trak track trk trks", "Trfy trafficway",
        "Trl trail", "Trlr trailer trlrs", "Tunl tunnel", "Tpke turnpike trnpk turnpk", "Upas underpass", "Un union", "Vly valley vally vlly", "Via viaduct vdct viadct",
        "Vw view", "Vws views", "Vlg village vill villag villg", "Vl ville", "Vis vista vist vst vsta", "Walk walk", "Wall wall", "Way way wy", "Wl well", "Wls wells",
    ];

    private static readonly FrozenDictionary<string, string> Suffixes = Table(SuffixLines);

    private static readonly FrozenDictionary<string, string> WholeWords = SuffixLines
        .Select(l => l.Split(' '))
        .ToFrozenDictionary(w => w[0], w => w[1], StringComparer.Ordinal);

    /// <summary>N, NE, E, SE, S, SW, W or NW; null for any other word.</summary>
    /// <param name="word">Folded (<see cref="FoldedText"/>) and without dots: "n", "northeast", "norte".</param>
    public static string? Direction(string word) => Directions.GetValueOrDefault(word);

    /// <summary>The standard abbreviation, as "St" or "Blvd"; null for a word that is no suffix.</summary>
    /// <param name="word">Folded (<see cref="FoldedText"/>) and without dots: "street", "blvd".</param>
    public static string? Suffix(string word) => Suffixes.GetValueOrDefault(word);

    /// <summary>The whole word of a standard abbreviation, folded: "street" of "St".</summary>
    /// <param name="suffix">As <see cref="Suffix"/> gives it.</param>
    public static string WholeWord(string suffix) => WholeWords[suffix];

    private static FrozenDictionary<string, string> Table(params string[] lines)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var words in lines.Select(l => l.Split(' ')))
        {
            table.TryAdd(FoldedText.Fold(words[0]), words[0]);
            foreach (var word in words.Skip(1))
                table.TryAdd(word, words[0]);
        }
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
