using System.Security.Cryptography;
using Afterword.Server.Data;
using Npgsql;

namespace Afterword.Crash;

/// <summary>Where a run takes place: a folder and a database of its own, gone at its end, and the nodes that stand on them.</summary>
internal sealed class CrashGround(CrashOptions options) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("afterword-crash-");
    private string _database = "";

    public string Folder => _folder.FullName;

    public async Task<DatabaseOptions> Make()
    {
        var folder = Path.Combine(Folder, "data");
        if (options.Sqlite)
        {
            return new DatabaseOptions { Folder = folder };
        }
        _database = $"crash_{Guid.NewGuid():N}";
        await Admin($"CREATE DATABASE {_database} TEMPLATE template0");
        return new DatabaseOptions
        {
            Provider = "postgres",
            Folder = folder,
            Connection = $"{options.Connection};Database={_database};Maximum Pool Size=20",
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_database.Length > 0)
        {
            await Admin($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }
        _folder.Delete(recursive: true);
    }

    public IEnumerable<ServerNode> Nodes(DatabaseOptions where, string slackRoot)
    {
        var environment = new Dictionary<string, string>
        {
            // Several nodes share what is encrypted, so they share the key.
            ["AFTERWORD__Security__MasterKey"] = Convert.ToBase64String(
                RandomNumberGenerator.GetBytes(32)
            ),
            ["AFTERWORD__Logging__LogLevel__Default"] = "Warning",
            // The Slack of this run stands on this machine, where nothing may be posted to unless it is named.
            ["AFTERWORD__Outgoing__Allow__0"] = new Uri(slackRoot).Authority,
        };
        string[] names = options.Sqlite ? ["node"] : ["node-a", "node-b"];
        foreach (var name in names)
        {
            string[] database = options.Sqlite
                ? ["--data", where.Folder]
                :
                [
                    "--data",
                    Path.Combine(Folder, name),
                    "--database",
                    "postgres",
                    "--connection",
                    where.Connection,
                ];
            yield return new ServerNode(
                name,
                options.Server,
                Folder,
                [.. database, "--urls", "http://127.0.0.1:0"],
                environment
            );
        }
    }

    private async Task Admin(string sql)
    {
        await using var connection = new NpgsqlConnection(
            $"{options.Connection};Database=postgres;Pooling=false"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the name is ours
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
