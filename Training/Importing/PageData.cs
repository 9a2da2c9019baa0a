using System.Text.Json;

namespace CampaignBot.Training;

/// <summary>
/// Fields of pages that stand in a file beside them: JSON, an object of objects, or CSV; each named by the page's path without ending, or its name.
/// </summary>
internal sealed class PageData
{
    private const long MaxBytes = 16L * 1024 * 1024;

    private readonly Dictionary<string, Dictionary<string, string>> _pages = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidDataException">The file can't be read; the message names it.</exception>
    public static async Task<PageData> ReadAsync(string? path, CancellationToken cancellation)
    {
        var data = new PageData();
        if (path is null)
            return data;
        if (Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            data.AddTable(await CsvTable.ReadAsync(path, cancellation), path);
        else
            data.AddJson(await TextFile.ReadAsync(path, MaxBytes, cancellation), path);
        return data;
    }

    /// <summary>A page's own fields, and those of the file where it has none of that name.</summary>
    /// <param name="path">The page's path from the imported folder on, without its ending.</param>
    public IReadOnlyDictionary<string, string> Beneath(IReadOnlyDictionary<string, string> fields, string path)
    {
        var all = new Dictionary<string, string>(fields, StringComparer.OrdinalIgnoreCase);
        if (_pages.GetValueOrDefault(path) is { } named || _pages.TryGetValue(path[(path.LastIndexOf('/') + 1)..], out named))
        {
            foreach (var (name, value) in named)
                all.TryAdd(name, value);
        }
        return all;
    }

    private void AddTable(CsvTable table, string path)
    {
        var name = table.Find("page", "file", "path", "name", "pagina", "archivo");
        if (name < 0)
            throw new InvalidDataException($"{path}: Line 1: a column named page says which page a row is about.");
        foreach (var row in table.Rows())
        {
            _pages[Path.ChangeExtension(row[name], null)] = table.Columns.Select((c, i) => (Name: c, Value: row[i])).Where(f => f.Name.Length > 0)
                .DistinctBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(f => f.Name, f => f.Value, StringComparer.OrdinalIgnoreCase);
        }
    }

    private void AddJson(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            foreach (var page in document.RootElement.EnumerateObject())
            {
                var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var field in page.Value.EnumerateObject().Where(f => f.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)))
                    fields[field.Name] = field.Value.ToString();
                _pages[page.Name] = fields;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: not an object of objects, each named as its page.", e);
        }
    }
}
