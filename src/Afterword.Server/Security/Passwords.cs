using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Afterword.Server.Security;

/// <summary>Hashes and checks passwords with the framework's hasher.</summary>
internal static class Passwords
{
    // PBKDF2 with HMAC-SHA-512; the figure is OWASP's Password Storage Cheat Sheet's, twice the framework's default.
    private const int Iterations = 210_000;

    private static readonly PasswordHasher<Account> Hasher = new(
        Options.Create(new PasswordHasherOptions { IterationCount = Iterations })
    );

    // Checking costs a core for a tenth of a second: a flood of tries may not take the cores from everybody else.
    private static readonly SemaphoreSlim Cores = new(Math.Max(1, Environment.ProcessorCount - 1));

    private static readonly Lazy<string> OfNobody = new(() => Hash(Secret.New()));

    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <summary>Checks a password. Where there is no hash it works just as long, so that time does not tell who has an account.</summary>
    public static async Task<PasswordVerificationResult> Verify(
        string? hash,
        string password,
        CancellationToken ct
    )
    {
        await Cores.WaitAsync(ct);
        try
        {
            var result = await Task.Run(
                () => Hasher.VerifyHashedPassword(null!, hash ?? OfNobody.Value, password),
                ct
            );
            return hash is null ? PasswordVerificationResult.Failed : result;
        }
        finally
        {
            Cores.Release();
        }
    }
}
