using Afterword.Server.Data;
using Microsoft.Data.Sqlite;

namespace Afterword.Speed;

/// <summary>A filled data folder in a temporary place, removed at its end.</summary>
internal sealed class Data : IDisposable
{
    private Data(string folder, string token, int items) =>
        (Folder, Token, Items) = (folder, token, items);

    public string Folder { get; }

    public string Token { get; }

    public int Items { get; }

    public static async Task<Data> Make(SpeedOptions options, int items)
    {
        var folder = Directory.CreateTempSubdirectory("afterword-speed-").FullName;
        var token = await Seeding.Fill(
            new DatabaseOptions { Provider = "sqlite", Folder = folder },
            items
        );
        await Settle(options, folder);
        return new Data(folder, token, items);
    }

    /// <summary>Lets the server do what it owes by now, once: what is measured later is a day like any other.</summary>
    private static async Task Settle(SpeedOptions options, string folder)
    {
        await using var node = await Node.Server(options, folder);
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "afterword.db")};Mode=ReadOnly"
        );
        await connection.OpenAsync();
        await using var waiting = connection.CreateCommand();
        waiting.CommandText =
            "SELECT (SELECT count(*) FROM announcements) + (SELECT count(*) FROM events WHERE sequence IS NULL) + (SELECT count(*) = 0 FROM metric_state WHERE built)";
        while ((long)(await waiting.ExecuteScalarAsync())! > 0)
        {
            await Task.Delay(200);
        }
    }

    /// <summary>The same data in another folder.</summary>
    public Data Copy()
    {
        var folder = Directory.CreateTempSubdirectory("afterword-speed-").FullName;
        foreach (
            var file in Directory
                .GetFiles(Folder)
                .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
        )
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }
        return new Data(folder, Token, Items);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
