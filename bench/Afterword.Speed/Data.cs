using Afterword.Server.Data;

namespace Afterword.Speed;

/// <summary>A filled data folder in a temporary place, removed at its end.</summary>
internal sealed class Data : IDisposable
{
    private Data(string folder, string token, int items) =>
        (Folder, Token, Items) = (folder, token, items);

    public string Folder { get; }

    public string Token { get; }

    public int Items { get; }

    public static async Task<Data> Make(int items)
    {
        var folder = Directory.CreateTempSubdirectory("afterword-speed-").FullName;
        var token = await Seeding.Fill(
            new DatabaseOptions { Provider = "sqlite", Folder = folder },
            items
        );
        return new Data(folder, token, items);
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
