using System.Diagnostics;

namespace Afterword.Tests.Support;

/// <summary>The programs of others in <c>tests/peers</c>: installed once from the lock file, then started by the tests that talk to them.</summary>
public static class NodePeers
{
    private static readonly Lazy<Task<string?>> Installed = new(Install);

    /// <summary>The folder of the peers.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "tests", "peers");

    /// <summary>Starts <c>node SCRIPT ARGUMENTS</c>; skips the test, with the reason, on a machine without Node.</summary>
    public static async Task<Process> Start(string script, params string[] arguments)
    {
        if (await Installed.Value is { } reason)
            Assert.Skip(reason);
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<string?> Install()
    {
        var lockFile = Path.Combine(Folder, "package-lock.json");
        var stamp = Path.Combine(Folder, "node_modules", ".stamp");
        var wanted = await File.ReadAllTextAsync(lockFile);
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return null;
        try
        {
            using var npm = Process.Start(
                new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                {
                    WorkingDirectory = Folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = npm.StandardError.ReadToEndAsync();
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
                return $"npm ci in tests/peers failed: {await errors}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node.js with npm is not installed, so the mail cannot be given to a real server and parser.";
        }
        await File.WriteAllTextAsync(stamp, wanted);
        return null;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Afterword.slnx")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Not in the repository.");
        return folder;
    }
}
