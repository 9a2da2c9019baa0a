namespace CampaignBot.Core.Cases;

/// <summary>The addresses of the files that came in a conversation since a time, for whoever answers it.</summary>
public delegate Task<IReadOnlyList<string>> FilesSent(CasePlace place, DateTimeOffset since, CancellationToken cancellationToken);

/// <summary>In a turn's state: a file came with its message and is kept for whoever answers.</summary>
public sealed record FilesKept;
