namespace CampaignBot.Voting;

/// <summary>When Google's Civic Information API is asked, by those who allow it.</summary>
public enum CivicUse
{
    /// <summary>Where no feed has the address.</summary>
    WhenNotFound,

    /// <summary>Before the feeds.</summary>
    Always,
}

/// <summary>Settings of Google's Civic Information API, section <c>GoogleCivic</c>. Without a key it isn't asked, and all works.</summary>
public sealed class GoogleCivicOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoogleCivic";

    /// <summary>The key of a Google Cloud project that may use the API; empty: off.</summary>
    public string? Key { get; set; }

    /// <summary>The API's address, up to its version.</summary>
    public string Endpoint { get; set; } = "https://www.googleapis.com/civicinfo/v2";

    /// <summary>The API's id of the election; 0: the next one there is for the address.</summary>
    public long ElectionId { get; set; }

    /// <summary>When it is asked.</summary>
    public CivicUse Use { get; set; } = CivicUse.WhenNotFound;

    /// <summary>How long an answer may take, 100 ms to 30 s.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most bytes of an answer, 1 kB to 16 MB.</summary>
    public int MaxBytes { get; set; } = 1 << 20;

    /// <summary>After how many failures in a row it is left alone for a while, 1 to 100.</summary>
    public int PauseAfterFailures { get; set; } = 5;

    /// <summary>For how long, 1 second to 1 hour.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether it is used at all.</summary>
    public bool IsOn => !string.IsNullOrEmpty(Key);

    /// <summary>What is wrong with these settings, naming each and showing none, or nothing.</summary>
    public IEnumerable<string> Errors()
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Query.Length > 0 || address.UserInfo.Length > 0)
            yield return $"{Section}:{nameof(Endpoint)} is no address such as https://www.googleapis.com/civicinfo/v2.";
        else if (address.Scheme == "http" && !address.IsLoopback)
            yield return $"{Section}:{nameof(Endpoint)} must be https, as a key and addresses are sent there.";
        if (IsOn && !Key!.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            yield return $"{Section}:{nameof(Key)} is no API key: it has letters, digits, - and _ only.";
        if (!IsOn && (ElectionId != 0 || Use != CivicUse.WhenNotFound))
            yield return $"{Section}:{nameof(Key)} is missing.";
        if (ElectionId < 0)
            yield return $"{Section}:{nameof(ElectionId)} must be 0 or more.";
        if (Deadline < TimeSpan.FromMilliseconds(100) || Deadline > TimeSpan.FromSeconds(30))
            yield return $"{Section}:{nameof(Deadline)} must be 00:00:00.1 to 00:00:30.";
        if (MaxBytes is < 1_024 or > 1 << 24)
            yield return $"{Section}:{nameof(MaxBytes)} must be 1024 to 16777216.";
        if (PauseAfterFailures is < 1 or > 100)
            yield return $"{Section}:{nameof(PauseAfterFailures)} must be 1 to 100.";
        if (Pause < TimeSpan.FromSeconds(1) || Pause > TimeSpan.FromHours(1))
            yield return $"{Section}:{nameof(Pause)} must be 00:00:01 to 01:00:00.";
    }
}
