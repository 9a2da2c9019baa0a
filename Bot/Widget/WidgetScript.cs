using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace CampaignBot.Widget;

/// <summary>
/// Puts the widget's modules (wwwroot/widget/*.js) into one script, without comments and spare white space,
/// so that an old phone makes one request and there is no build step.
/// It understands what those files keep to: one-line imports of names from <c>./name.js</c> and of text from <c>./name.css</c>, exported declarations,
/// top-level names unique among all modules, a semicolon after each statement, comments on their own line or at a line's end,
/// no quote inside a regular expression and no template inside a template. A browser test runs the result.
/// </summary>
public static partial class WidgetScript
{
    private const int Patience = 5000; // milliseconds: our own files, once at start

    /// <summary>The module <paramref name="entry"/> and all it imports, dependencies first, in one scope.</summary>
    /// <exception cref="FileNotFoundException">An imported module is missing; the message names it.</exception>
    public static string Bundle(IFileProvider files, string entry)
    {
        var text = new StringBuilder();
        Append(entry, text, new HashSet<string>(StringComparer.Ordinal));
        return Spare().Replace(Lines(text.ToString()), match => match.Groups["text"].Success ? match.Value : match.Groups["sign"].Value);

        void Append(string name, StringBuilder into, HashSet<string> seen)
        {
            if (!seen.Add(name))
                return;
            var source = Read(files, $"widget/{name}.js");
            foreach (Match import in Import().Matches(source))
                Append(import.Groups["from"].Value, into, seen);
            var whole = ImportStyle().Replace(Import().Replace(source, ""), import =>
                $"const {import.Groups["name"].Value} = `{Stylesheet(files, import.Groups["from"].Value)}`;");
            into.Append(Export().Replace(whole, ""));
        }
    }

    /// <summary>A stylesheet without comments and spare white space.</summary>
    public static string Stylesheet(IFileProvider files, string name) =>
        SpareStyle().Replace(Lines(Read(files, $"widget/{name}.css")), "${sign}");

    private static string Read(IFileProvider files, string path)
    {
        var file = files.GetFileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"The widget's file wwwroot/{path} is missing.", path);
        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd();
    }

    private static string Lines(string text) => Indent().Replace(Comment().Replace(text, ""), "");

    [GeneratedRegex(@"^import .* from '\./(?<from>\w+)\.js';$", RegexOptions.Multiline, Patience)]
    private static partial Regex Import();

    [GeneratedRegex(@"^import (?<name>\w+) from '\./(?<from>\w+)\.css';$", RegexOptions.Multiline, Patience)]
    private static partial Regex ImportStyle();

    [GeneratedRegex("^export (?=async function|function|class|const)", RegexOptions.Multiline, Patience)]
    private static partial Regex Export();

    [GeneratedRegex(@"^\s*/\*[\s\S]*?\*/\s*$|(?:^|\s+)// .*$", RegexOptions.Multiline, Patience)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s+", RegexOptions.Multiline, Patience)]
    private static partial Regex Indent();

    [GeneratedRegex(@"(?<text>'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\s*(?<sign>[=+*<>?:&|{}(),;])\s*", RegexOptions.None, Patience)]
    private static partial Regex Spare();

    [GeneratedRegex(@"\s*(?<sign>[{};,])\s*|(?<=\w:) ", RegexOptions.None, Patience)]
    private static partial Regex SpareStyle();
}
