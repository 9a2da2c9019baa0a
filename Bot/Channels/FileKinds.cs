using System.Text.Unicode;

namespace CampaignBot.Channels;

/// <summary>The kinds of file a voter may send, and how each is told by its content. None can run in a page.</summary>
public static class FileKinds
{
    private const string Text = "text/plain";

    /// <summary>The media types that can be told.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", Text];

    /// <summary>Whether a page may show a file of this type; any other is saved.</summary>
    public static bool IsImage(string type) => type.StartsWith("image/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The media type that the content itself shows, or null for none of <see cref="Known"/>.</summary>
    public static string? Tell(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        _ => IsText(content) ? Text : null,
    };

    private static bool IsText(ReadOnlySpan<byte> content)
    {
        if (!Utf8.IsValid(content))
            return false;
        foreach (var b in content)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') || b == 0x7F)
                return false;
        }

        return true;
    }
}
