namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Words before a month that tell of one gone by: "i moved here in june", "llegamos en junio".</summary>
internal static class PastWords
{
    private const int Reach = 5;

    public static bool Before(Cursor cursor)
    {
        for (var back = 1; back <= Reach; back++)
        {
            if (cursor.Tokens[cursor.At - back].Word is "moved" or "arrived" or "came" or "registered" or "voted" or "was" or "were" or "did" or "bought" or "signed" or "turned"
                or "mude" or "mudamos" or "mudo" or "llegue" or "llegamos" or "llego" or "vine" or "vinimos" or "registre" or "inscribi" or "vote" or "votamos" or "compre" or "cumpli" or "estuve" or "fue")
                return true;
        }
        return false;
    }
}
