using System.CommandLine;
using CampaignBot.Operations;

namespace CampaignBot.Commands.Importing;

/// <summary>Options of <c>import</c> that every kind may look at.</summary>
internal static class ImportOptions
{
    /// <summary>Nothing may be written.</summary>
    public static Option<bool> DryRun { get; } = new("--dry-run") { Description = "Write nothing; tell what would become of it" };

    /// <summary>The campaign's content folder: its languages and places, and where files go.</summary>
    public static Option<string?> Content { get; } = new("--content")
    {
        HelpName = "folder",
        Description = $"The campaign's content folder, to import into; {ContentLocation.Rule}",
    };

    /// <summary>What the operator changed by hand may be overwritten.</summary>
    public static Option<bool> Overwrite { get; } = new("--overwrite") { Description = "Replace also what was changed by hand since it was imported, or was there before" };
}
