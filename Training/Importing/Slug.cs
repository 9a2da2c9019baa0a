using System.Security.Cryptography;
using System.Text;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Training;

/// <summary>Names of files made from what others wrote: <c>a-z</c>, <c>0-9</c> and <c>-</c>, never empty and never long, so that none leads anywhere else.</summary>
public static class Slug
{
    private const int MaxLength = 60;

    /// <summary>The same text gives the same name.</summary>
    public static string Of(string text)
    {
        var words = FoldedText.Fold(text)
            .Split(' ')
            .Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit)))
            .Where(word => word.Length > 0);
        var slug = new StringBuilder();
        foreach (var word in words)
        {
            if (slug.Length > 0 && slug.Length + 1 + word.Length > MaxLength)
                break;
            slug.Append(slug.Length > 0 ? "-" : "").Append(word.AsSpan(0, Math.Min(word.Length, MaxLength)));
        }
        return slug.Length > 0 ? slug.ToString() : "x" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }
}
