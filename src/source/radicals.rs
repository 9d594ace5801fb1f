//! Radicals that stand for characters: copies from PDF write ⽔利 (U+2F54) where the page shows 水利.
//!
//! Takes a character; gives the character that it looks like.
//! Never changes a character that is not a radical.

use unicode_normalization::UnicodeNormalization as _;

/// Radicals of the supplement that are characters by themselves; Unicode's own table of equivalents.
const SUPPLEMENT: &str = "⺁厂⺂乛⺃乚⺄乙⺅亻⺇几⺈刀⺉刂⺊卜⺋卩⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爪⺦丬⺧牛⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺵罓⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The character that a radical stands for; any other character as it is.
pub fn unified(c: char) -> char {
    match c {
        // Three whose compatibility forms are not those of simplified text.
        '⼾' => '户',
        '⾭' => '青',
        '⿈' => '黄',
        // The Kangxi radicals have their characters as compatibility forms.
        '\u{2f00}'..='\u{2fd5}' => c.nfkc().next().unwrap_or(c),
        '\u{2e80}'..='\u{2eff}' => {
            let mut rest = SUPPLEMENT.chars();
            loop {
                match (rest.next(), rest.next()) {
                    (Some(radical), Some(character)) if radical == c => return character,
                    (Some(_), Some(_)) => {}
                    _ => return c,
                }
            }
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_characters_that_they_look_like() {
        let read = |text: &str| text.chars().map(unified).collect::<String>();
        assert_eq!(read("⼀、⼯作⽬标：⺠⽣⽤⽔、⻓江⻋⻔⻛⻚"), "一、工作目标：民生用水、长江车门风页");
        assert_eq!(read("⼾⾭⿈"), "户青黄");
        assert_eq!(read("水Ｂ①㎡〇々"), "水Ｂ①㎡〇々");
        // Pairs: each radical of the block stands first, what it becomes is none.
        let pairs: Vec<char> = SUPPLEMENT.chars().collect();
        assert!(pairs.chunks(2).all(|p| ('\u{2e80}'..='\u{2eff}').contains(&p[0])));
        assert!(pairs.chunks(2).all(|p| !('\u{2e80}'..='\u{2eff}').contains(&p[1])));
    }
}
