namespace CampaignBot.Understanding;

/// <summary>Settings of how messages are understood, section <c>Understanding</c>.</summary>
internal sealed class UnderstandingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Understanding";

    /// <summary>A model that <c>train</c> made; empty: one is trained of the content's examples.</summary>
    public string Model { get; set; } = "";

    /// <summary>The folder that keeps what is trained of the content until the content changes; empty: nothing is kept, each start trains.</summary>
    public string Kept { get; set; } = "data/models";
}
