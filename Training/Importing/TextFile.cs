using System.Text;
using System.Text.RegularExpressions;

namespace CampaignBot.Training;

/// <summary>Reads text that others wrote, in the encodings that office programs and old sites leave behind.</summary>
public static partial class TextFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The whole text, line ends as <c>\n</c>: UTF-16 or UTF-32 by its byte order mark, UTF-8 where it is valid, else what the page itself names
    /// (<c>charset=</c>), else Windows-1252.
    /// </summary>
    /// <exception cref="InvalidDataException">It is larger, or not a text; the message names the file.</exception>
    public static async Task<string> ReadAsync(string path, long maxBytes, CancellationToken cancellation)
    {
        if (new FileInfo(path).Length > maxBytes)
            throw new InvalidDataException($"{path}: larger than {maxBytes / 1024 / 1024} MB.");
        var text = Decode(await File.ReadAllBytesAsync(path, cancellation));
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new InvalidDataException($"{path}: not a text file.")
            : text.ReplaceLineEndings("\n");
    }

    /// <summary>The first characters, for telling what it is.</summary>
    public static async Task<string> ReadHeadAsync(string path, int maxBytes, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[maxBytes];
        var length = await file.ReadAtLeastAsync(head, maxBytes, throwOnEndOfStream: false, cancellation);
        // A character may be cut in two at the end.
        for (var cut = 0; cut < 4 && length - cut > 0; cut++)
        {
            if (IsUtf8(head.AsSpan(0, length - cut)))
                return Decode(head.AsSpan(0, length - cut));
        }
        return Decode(head.AsSpan(0, length & ~1));
    }

    internal static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        [0xFF, 0xFE, 0, 0, .. var rest] => Encoding.UTF32.GetString(rest),
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ when IsUtf8(bytes) => Encoding.UTF8.GetString(bytes),
        _ => (Named(bytes) ?? CodePagesEncodingProvider.Instance.GetEncoding(1252)!).GetString(bytes),
    };

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            StrictUtf8.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding? Named(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2_048)]);
        if (Charset().Match(start) is not { Success: true } match)
            return null;
        try
        {
            var name = match.Groups["name"].Value;
            // Its bytes are no UTF-8, whatever it says.
            return name.StartsWith("utf", StringComparison.OrdinalIgnoreCase) ? null : CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""charset\s*=\s*["']?(?<name>[\w-]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Charset();
}
