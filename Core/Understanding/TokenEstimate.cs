using System.Text;

namespace CampaignBot.Core.Understanding;

/// <summary>About how many tokens a text is to a language model, before it tells.</summary>
public static class TokenEstimate
{
    private const double BytesPerToken = 3.5;

    /// <summary>
    /// Rather too many than too few: a token of English is about four letters (OpenAI's rule of thumb), of Spanish fewer, and
    /// what stands around a message counts too.
    /// </summary>
    public static int Of(string? text) =>
        string.IsNullOrEmpty(text) ? 0 : 4 + (int)Math.Ceiling(Encoding.UTF8.GetByteCount(text) / BytesPerToken);
}
