using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

/// <summary>A certificate of a bot's app in a file with its private key: PFX with a password, PEM without.</summary>
internal sealed class BotCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("certificate-");

    public BotCertificate(string? password)
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bot", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        (Password, Path) = (password, System.IO.Path.Combine(_folder.FullName, password is null ? "bot.pem" : "bot.pfx"));
        if (password is null)
            File.WriteAllText(Path, $"{certificate.ExportCertificatePem()}\n{rsa.ExportPkcs8PrivateKeyPem()}\n");
        else
            File.WriteAllBytes(Path, certificate.Export(X509ContentType.Pkcs12, password));
    }

    public string Path { get; }

    public string? Password { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
